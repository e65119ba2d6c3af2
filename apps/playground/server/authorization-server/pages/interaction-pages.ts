import type { ErrorRequestHandler, Response } from 'express';
import express, { Router } from 'express';
import type { Interaction, InteractionResults, Provider } from 'oidc-provider';
import { consentPage, requestedAccess } from './consent-page.ts';
import { errorPage, PAGE_HEADERS } from './page.ts';
import { signInFor, signInPage } from './sign-in-page.ts';

/** The two pages that a user sees: one to sign in, one to agree to what the application may do. */
export function interactionPages(provider: Provider): Router {
  const router = Router();
  router.get('/interaction/:uid', async (request, response) => {
    const interaction = await provider.interactionDetails(request, response);
    const login = interaction.prompt.name === 'login';
    send(response, login ? signInPage(interaction) : await consentPage(provider, interaction));
  });
  router.post('/interaction/:uid', express.urlencoded({ extended: false }), async (req, res) => {
    const interaction = await provider.interactionDetails(req, res);
    const { answer } = Object(req.body) as { answer?: unknown };
    const result =
      interaction.prompt.name === 'login'
        ? signedIn(answer)
        : await agreed(answer, provider, interaction);
    await provider.interactionFinished(req, res, result ?? REFUSAL);
  });
  router.use('/interaction', failure);
  return router;
}

const REFUSAL: InteractionResults = {
  error: 'access_denied',
  error_description: 'The user said no.',
};

function signedIn(answer: unknown): InteractionResults | undefined {
  const login = signInFor(answer);
  return login && { login };
}

async function agreed(
  answer: unknown,
  provider: Provider,
  interaction: Interaction,
): Promise<InteractionResults | undefined> {
  const accountId = interaction.session?.accountId;
  if (answer !== 'yes' || accountId === undefined) return undefined;
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

function send(response: Response, body: string): void {
  response.set(PAGE_HEADERS).type('html').send(body);
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
