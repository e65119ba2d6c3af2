import { ApiClient } from '@holdfast/auth-core';

export const api = new ApiClient({
  domain: 'tenant.eu.auth0.com',
  audience: 'https://api.example.com',
  publicUrl: 'https://api.example.com', // behind a proxy: proofs name the URL that clients see
  dpop: {
    mode: 'required',
    // 32 random bytes or more, the same on every node. Without it the client is not made: nothing is turned off by forgetting it.
    nonce: { secret: process.env['DPOP_NONCE_SECRET'] ?? '' },
  },
});
