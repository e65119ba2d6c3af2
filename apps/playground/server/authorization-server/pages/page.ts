/** HTML that may be put into a page as it stands. */
export interface Html {
  readonly html: string;
}

/** Writes HTML: what is interpolated is escaped, unless it is HTML already. */
export function html(
  strings: TemplateStringsArray,
  ...values: ReadonlyArray<string | Html | readonly Html[]>
): Html {
  return { html: String.raw({ raw: strings }, ...values.map(asHtml)) };
}

/** A whole page: one card with a heading. */
export function page(title: string, content: Html): string {
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title}</title>
    <style>${STYLE}</style>
  </head>
  <body>
    <main>
      <p class="place">Holdfast playground</p>
      <h1>${title}</h1>
      ${content}
    </main>
  </body>
</html>
`.html;
}

/** The header fields of every page, as Express and Koa take them. */
export const PAGE_HEADERS = {
  'cache-control': 'no-store',
  // No form-action: browsers apply it to the redirect that ends at the application too.
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

/** The page for a request that went wrong. */
export function errorPage(message: string): string {
  return page(
    'That did not work',
    html`<p>The authorization server says: ${message}</p>
      <p>Start again from the application that sent you here.</p>`,
  );
}

function asHtml(value: string | Html | readonly Html[]): string {
  if (typeof value === 'string') {
    return value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
  }
  return [value]
    .flat()
    .map((part) => part.html)
    .join('');
}

const STYLE: Html = {
  html: `
      :root { color-scheme: light dark; --ink: #1c2430; --soft: #586374; --paper: #fff;
        --ground: #eef1f5; --line: #d5dbe3; --accent: #1d5bbf; --on-accent: #fff; }
      @media (prefers-color-scheme: dark) { :root { --ink: #e8ecf2; --soft: #a3aebd;
        --paper: #1b212b; --ground: #11151c; --line: #38424f; --accent: #8ab4f8; --on-accent: #10151c; } }
      * { box-sizing: border-box; }
      body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1rem;
        background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
      main { width: 100%; max-width: 28rem; padding: clamp(1.25rem, 6vw, 2rem); background: var(--paper);
        border: 1px solid var(--line); border-radius: 0.75rem; }
      h1 { margin: 0 0 1rem; font-size: 1.5rem; line-height: 1.25; }
      p { margin: 0 0 1rem; overflow-wrap: anywhere; }
      ul { margin: 0 0 1rem; padding-left: 1.25rem; }
      code { font-size: 0.875em; color: var(--soft); }
      .place { margin: 0 0 0.25rem; font-size: 0.875rem; color: var(--soft); }
      fieldset { margin: 1.5rem 0 0; padding: 1.5rem 0 0; border: 0; border-top: 1px solid var(--line); min-width: 0; }
      legend { float: left; width: 100%; margin: 0 0 0.25rem; padding: 0; font-weight: 600; }
      fieldset p { clear: both; margin: 0; font-size: 0.875rem; color: var(--soft); }
      .choices { display: flex; flex-wrap: wrap; gap: 0.75rem; margin: 1rem 0 0; }
      form > .choices:last-child { margin-top: 1.5rem; }
      button { flex: 1 1 auto; min-width: 8rem; min-height: 2.75rem; padding: 0.5rem 1rem; text-wrap: balance; border-radius: 0.5rem;
        border: 1px solid var(--soft); background: transparent; color: inherit; font: inherit; cursor: pointer; }
      button.main { border-color: var(--accent); background: var(--accent); color: var(--on-accent); font-weight: 600; }
      button:hover { border-color: var(--ink); }
      button:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
    `,
};
