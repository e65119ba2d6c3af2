import { RESOURCE } from '../../server/parties.ts';
import { Browser } from '../browser.ts';
import type { TokenEndpointAnswer } from '../exchange-request.ts';
import { requestToken } from '../exchange-request.ts';
import type { RunningServer } from './running-server.ts';

// The pair of RFC 7636 appendix B.
const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

type Fields = Readonly<Record<string, string>>;

/** What the playground's page does to get a user's token: a browser with its cookies, and the client `page`. */
export class PageClient {
  readonly browser: Browser = new Browser();
  readonly #server: RunningServer;

  constructor(server: RunningServer) {
    this.#server = server;
  }

  /** Opens the authorization endpoint, and follows to the page that asks the user for something. */
  async authorize(fields: Fields = {}): Promise<void> {
    const { issuer, callback } = this.#server;
    const query = new URLSearchParams({
      client_id: 'page',
      response_type: 'code',
      redirect_uri: callback,
      resource: RESOURCE,
      scope: 'openid read:messages',
      code_challenge: CHALLENGE,
      code_challenge_method: 'S256',
      ...fields,
    });
    await this.browser.open(`${issuer}/auth?${query}`);
  }

  /** Trades in the code with which the browser came back. */
  async trade(fields: Fields = {}): Promise<TokenEndpointAnswer> {
    const { issuer, callback } = this.#server;
    const code = this.returned('code') ?? '';
    const form = {
      grant_type: 'authorization_code',
      client_id: 'page',
      code,
      code_verifier: VERIFIER,
      redirect_uri: callback,
    };
    return await requestToken(issuer, { ...form, ...fields }, null);
  }

  /** Goes through all of it, pressing the buttons, and gives the access token. */
  async signIn(button: string, fields: Fields = {}): Promise<string> {
    await this.authorize(fields);
    await this.browser.press(button);
    await this.browser.press('Allow');
    const { body } = await this.trade();
    return String(body['access_token']);
  }

  /** Reads what the browser brought back from the authorization server. */
  returned(name: string): string | null {
    return new URL(this.browser.url).searchParams.get(name);
  }
}
