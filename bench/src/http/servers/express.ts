import type { Server } from 'node:http';
import { auth } from '@holdfast/auth-express';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import express from 'express';
import { auth as jwtBearer } from 'express-oauth2-jwt-bearer';
import { JwsReader } from '../../verify/jws-reader.ts';
import type { Setting } from '../setting.ts';
import { ANSWER, FIELDS, PATH } from '../setting.ts';
import { joseVerifier } from './jose.ts';

function serve(before?: RequestHandler): Server {
  const app = express();
  if (before) app.use(before);
  app.get(PATH, (_req, res) => {
    res.json(ANSWER);
  });
  app.use(refuse);
  return app.listen(0, '127.0.0.1');
}

export function bareExpress(): Server {
  return serve();
}

export function fieldsExpress(): Server {
  return serve((req, res, next) => {
    if (req.headers.authorization === undefined) return void res.sendStatus(401);
    for (const name in FIELDS) res.setHeader(name, FIELDS[name] as string);
    next();
  });
}

export function readingExpress({ jwks }: Setting): Server {
  const tokens = new JwsReader('RS256', ({ kid }) => jwks.keys.find((key) => key.kid === kid));
  return serve((req, res, next) => {
    const token = req.headers.authorization?.slice('Bearer '.length) ?? '';
    tokens.read(token).then(
      (claims) => {
        Object.assign(req, { auth: claims });
        for (const name in FIELDS) res.setHeader(name, FIELDS[name] as string);
        next();
      },
      () => void res.sendStatus(401),
    );
  });
}

export function holdfastExpress({ issuer, audience }: Setting): Server {
  return serve(auth({ issuer, audience, insecureRequests: true }));
}

export function joseExpress(setting: Setting): Server {
  const verify = joseVerifier(setting);
  return serve((req, res, next) => {
    verify(req.headers.authorization).then(
      ({ payload }) => {
        Object.assign(req, { auth: payload });
        next();
      },
      () => void res.status(401).json({ error: 'invalid_token' }),
    );
  });
}

export function jwtBearerExpress({ issuer, audience, jwksUri }: Setting): Server {
  return serve(jwtBearer({ issuer, audience, jwksUri, tokenSigningAlg: 'RS256' }));
}

// What Express answers to its errors by itself it would also print, once for each.
const refuse: ErrorRequestHandler = (error: { readonly status?: number }, _req, res, _next) => {
  res.status(error.status ?? 500).json({ error: 'refused' });
};
