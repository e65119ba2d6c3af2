// TS2345: exactly one of `domain`, `issuer` and `issuers`.
import { ApiClient } from '@holdfast/auth-core';

console.log(
  new ApiClient({
    audience: 'https://api.example.com',
    domain: 'issuer.example.com',
    issuer: 'https://issuer.example.com/',
  }),
);
