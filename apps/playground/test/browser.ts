/** As much of a browser as signing in takes: cookies with their paths, redirects, buttons of a form. */
export class Browser {
  url = '';
  body = '';
  readonly #cookies = new Map<string, { path: string; pair: string }>();

  async open(url: string, form?: URLSearchParams): Promise<void> {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { accept: 'text/html', cookie: this.#cookiesFor(new URL(url).pathname) },
      ...(form === undefined ? {} : { method: 'POST', body: form }),
    });
    for (const cookie of response.headers.getSetCookie()) this.#keep(cookie);
    const location = response.headers.get('location');
    if (location !== null) return await this.open(new URL(location, url).href);
    this.url = url;
    this.body = await response.text();
  }

  /** Presses the button with that text. Its form goes to the page's own address. */
  async press(text: string): Promise<void> {
    const button = new RegExp(`<button[^>]* name="([^"]+)" value="([^"]+)">${text}</button>`);
    const [, name, value] = button.exec(this.body) ?? [];
    if (name === undefined || value === undefined) {
      throw new Error(`There is no button "${text}" on ${this.url}: ${this.body}`);
    }
    await this.open(this.url, new URLSearchParams({ [name]: value }));
  }

  /** Sends the form that the page has a script send: its hidden fields, to where it says. */
  async submit(): Promise<void> {
    const [, action = ''] = /<form method="post" action="([^"]+)">/.exec(this.body) ?? [];
    const fields = this.body.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]+)"/g);
    const form = [...fields].map(([, name = '', value = '']) => [name, value]);
    await this.open(action, new URLSearchParams(form));
  }

  #keep(cookie: string): void {
    const [pair = '', ...attributes] = cookie.split(/; */);
    const path = attributes.find((text) => /^path=/i.test(text))?.slice(5) ?? '/';
    const key = `${pair.split('=')[0]} ${path}`;
    if (/expires=Thu, 01 Jan 1970/i.test(cookie)) this.#cookies.delete(key);
    else this.#cookies.set(key, { path, pair });
  }

  #cookiesFor(path: string): string {
    const sent = [...this.#cookies.values()].filter((cookie) => path.startsWith(cookie.path));
    return sent.map(({ pair }) => pair).join('; ');
  }
}
