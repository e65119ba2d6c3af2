import type { Request, Response } from 'express';
import { auth } from 'express-oauth2-jwt-bearer';
import type { Input, Setting } from '../setting.ts';
import { AUDIENCE, HOST, METHOD, PATH } from '../setting.ts';
import type { Peer } from './peer.ts';
import { acceptsAll } from './peer.ts';

/** What the middleware reads of Express' request. */
class MinimalRequest {
  readonly method: string = METHOD;
  readonly protocol: string = 'https';
  readonly originalUrl: string = PATH;
  readonly url: string = PATH;
  readonly query: Readonly<Record<string, string>> = {};
  readonly body: undefined = undefined;
  readonly headers: Readonly<Record<string, string>>;
  auth: unknown;

  constructor({ authorization, dpop }: Input) {
    this.headers = {
      host: HOST,
      'user-agent': 'bench/1.0',
      accept: 'application/json',
      'accept-encoding': 'gzip, deflate, br',
      authorization,
      ...(dpop === undefined ? {} : { dpop }),
    };
  }

  get(name: string): string | undefined {
    return this.headers[name.toLowerCase()];
  }

  is(): false {
    return false;
  }
}

/** The middleware with the least request that it takes, without Express around it. Its promise ends after `next()`. */
export function jwtBearer({ algorithm, issuers: [first], clients }: Setting): Peer<Request> {
  if (first === undefined) throw new Error('There is no issuer.');
  const verify = auth({
    issuer: first.issuer,
    jwksUri: first.jwksUri,
    audience: AUDIENCE,
    tokenSigningAlg: algorithm,
    ...(clients.length === 0 ? {} : { dpop: { enabled: true, required: true } }),
  });
  const next = (error?: unknown): void => {
    if (error !== undefined) throw error;
  };
  const response = {} as Response;
  return {
    receive: (input) => new MinimalRequest(input) as unknown as Request,
    judge: (request) => verify(request, response, next),
    accepts: acceptsAll,
  };
}
