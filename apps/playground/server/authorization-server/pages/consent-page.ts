import type { Interaction, Provider } from 'oidc-provider';
import { scopesOf } from '../../parties.ts';
import { html, page } from './page.ts';

/** What an application asks for at one resource. */
export interface Access {
  readonly resource: string;
  readonly scopes: ReadonlyArray<{ readonly scope: string; readonly meaning: string }>;
}

/** Reads what the application asks for, of what there is to ask for. */
export function requestedAccess({ params }: Interaction): Access[] {
  const requested = String(params['scope'] ?? '').split(' ');
  const resources = [params['resource'] ?? []].flat() as string[];
  return resources.map((resource) => ({
    resource,
    scopes: Object.entries(scopesOf(resource) ?? {})
      .filter(([scope]) => requested.includes(scope))
      .map(([scope, meaning]) => ({ scope, meaning })),
  }));
}

/** The page that asks the user to agree to it. */
export async function consentPage(provider: Provider, interaction: Interaction): Promise<string> {
  const id = String(interaction.params['client_id']);
  const name = (await provider.Client.find(id))?.clientName ?? id;
  const user = String(interaction.session?.accountId);
  const items = requestedAccess(interaction).flatMap(({ resource, scopes }) =>
    scopes.map(
      ({ scope, meaning }) => html`<li>${meaning} at ${resource} <code>${scope}</code></li>`,
    ),
  );
  return page(
    'Allow access?',
    html`<p>You are signed in as ${user}. The application <code>${name}</code> asks to:</p>
      <ul><li>Know who you are</li>${items}</ul>
      <form method="post" class="choices">
        <button class="main" name="answer" value="yes">Allow</button>
        <button name="answer" value="no">Cancel</button>
      </form>`,
  );
}
