import type { Interaction } from 'oidc-provider';
import { SECOND_FACTOR, USERS } from '../../parties.ts';
import { SECOND_FACTOR_WANTED } from '../second-factor.ts';
import type { Html } from './page.ts';
import { html, page } from './page.ts';

/** Who signed in, and how. */
export type SignIn = {
  readonly accountId: string;
  /** Only there for a sign-in with a second factor. */
  readonly acr?: string;
};

interface Choice {
  /** What its button sends. */
  readonly answer: string;
  readonly label: string;
  readonly signIn: SignIn;
}

const PLAIN: readonly Choice[] = USERS.map((user) => ({
  answer: user,
  label: `Sign in as ${user}`,
  signIn: { accountId: user },
}));

const WITH_SECOND_FACTOR: readonly Choice[] = USERS.map((user) => ({
  answer: `${user} with a second factor`,
  label: `Sign in as ${user} with a second factor`,
  signIn: { accountId: user, acr: SECOND_FACTOR },
}));

/** Says who signed in with which answer to the page; undefined for nobody. */
export function signInFor(answer: unknown): SignIn | undefined {
  return [...PLAIN, ...WITH_SECOND_FACTOR].find((choice) => choice.answer === answer)?.signIn;
}

/** The page that asks who the user is, and says why where an earlier sign-in does not do. */
export function signInPage({ prompt, session }: Interaction): string {
  const isSecondFactorWanted = prompt.reasons.includes(SECOND_FACTOR_WANTED);
  const user = session?.accountId;
  return page(
    'Sign in',
    html`${user === undefined ? [] : html`<p>You are signed in as ${user}. The application asks you to sign in again.</p>`}
      <p>This server is for trying things out. It asks for no password.</p>
      <form method="post">
        ${isSecondFactorWanted ? [] : html`<div class="choices">${buttons(PLAIN, 'main')}</div>`}
        <fieldset>
          <legend>${isSecondFactorWanted ? 'The application asks for a second factor' : 'With a second factor'}</legend>
          <p>It is simulated: there is no code to enter.</p>
          <div class="choices">${buttons(WITH_SECOND_FACTOR, isSecondFactorWanted ? 'main' : '')}</div>
        </fieldset>
        <div class="choices"><button name="answer" value="no">Cancel</button></div>
      </form>`,
  );
}

function buttons(choices: readonly Choice[], look: string): Html[] {
  return choices.map(
    ({ answer, label }) =>
      html`<button class="${look}" name="answer" value="${answer}">${label}</button>`,
  );
}
