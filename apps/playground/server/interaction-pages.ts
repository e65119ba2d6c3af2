import type { ErrorRequestHandler, Response } from 'express';
import express, { Router } from 'express';
import type { InteractionResults, Provider } from 'oidc-provider';
import { errorPage, html, page } from './page.ts';
import { scopesOf, TEST_USER } from './parties.ts';

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

/** The two pages that a user sees: one to sign in, one to agree to what the application may do. */
export function interactionPages(provider: Provider): Router {
  const router = Router();
  router.get('/interaction/:uid', async (request, response) => {
    const interaction = await provider.interactionDetails(request, response);
    const login = interaction.prompt.name === 'login';
    send(response, login ? signInPage() : await consentPage(provider, interaction));
  });
  router.post('/interaction/:uid', express.urlencoded({ extended: false }), async (req, res) => {
    const interaction = await provider.interactionDetails(req, res);
    const agreed = (req.body as { answer?: unknown } | undefined)?.answer === 'yes';
    const result = agreed ? await agreement(provider, interaction) : REFUSAL;
    await provider.interactionFinished(req, res, result);
  });
  router.use('/interaction', failure);
  return router;
}

const REFUSAL: InteractionResults = {
  error: 'access_denied',
  error_description: 'The user said no.',
};

async function agreement(
  provider: Provider,
  interaction: Interaction,
): Promise<InteractionResults> {
  const accountId = interaction.session?.accountId;
  if (interaction.prompt.name === 'login' || accountId === undefined) {
    return { login: { accountId: TEST_USER } };
  }
  const grant = new provider.Grant({
    accountId,
    clientId: String(interaction.params['client_id']),
  });
  grant.addOIDCScope('openid');
  for (const { resource, scopes } of requestedAccess(interaction)) {
    grant.addResourceScope(resource, scopes.map(({ scope }) => scope).join(' '));
  }
  return { consent: { grantId: await grant.save() } };
}

/** What an application asks for at one resource. */
interface Access {
  readonly resource: string;
  readonly scopes: ReadonlyArray<{ readonly scope: string; readonly meaning: string }>;
}

function requestedAccess({ params }: Interaction): Access[] {
  const requested = String(params['scope'] ?? '').split(' ');
  const resources = [params['resource'] ?? []].flat() as string[];
  return resources.map((resource) => ({
    resource,
    scopes: Object.entries(scopesOf(resource) ?? {})
      .filter(([scope]) => requested.includes(scope))
      .map(([scope, meaning]) => ({ scope, meaning })),
  }));
}

function signInPage(): string {
  return page(
    'Sign in',
    html`<p>This server is for trying things out. It has one test user and asks for no password.</p>
      <form method="post" class="choices">
        <button class="main" name="answer" value="yes">Sign in as ${TEST_USER}</button>
        <button name="answer" value="no">Cancel</button>
      </form>`,
  );
}

async function consentPage(provider: Provider, interaction: Interaction): Promise<string> {
  const id = String(interaction.params['client_id']);
  const name = (await provider.Client.find(id))?.clientName ?? id;
  const items = requestedAccess(interaction).flatMap(({ resource, scopes }) =>
    scopes.map(
      ({ scope, meaning }) => html`<li>${meaning} at ${resource} <code>${scope}</code></li>`,
    ),
  );
  return page(
    'Allow access?',
    html`<p>You are signed in as ${TEST_USER}. The application <code>${name}</code> asks to:</p>
      <ul><li>Know who you are</li>${items}</ul>
      <form method="post" class="choices">
        <button class="main" name="answer" value="yes">Allow</button>
        <button name="answer" value="no">Cancel</button>
      </form>`,
  );
}

function send(response: Response, body: string): void {
  response.set({
    'cache-control': 'no-store',
    // No form-action: browsers apply it to the redirect that ends at the application too.
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
  });
  response.type('html').send(body);
}

// An interaction that has ended, or another browser's: oidc-provider throws with a status.
const failure: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  const { status = 500, error_description } = error as {
    status?: number;
    error_description?: string;
  };
  if (status >= 500) console.error(error);
  send(response.status(status), errorPage(error_description ?? 'this page cannot be shown.'));
};
