import { ApiClient } from '@holdfast/auth-core';

export const api = new ApiClient({
  audience: 'https://api.example.com',
  issuers: [
    'https://login.example.com/',
    { issuer: 'https://partner.example.net', audience: 'urn:partner:api', algorithms: ['ES256'] },
  ],
});
