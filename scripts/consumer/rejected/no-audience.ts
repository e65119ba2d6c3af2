// TS2345: `audience` cannot be left out.
import { ApiClient } from '@holdfast/auth-core';

console.log(new ApiClient({ issuer: 'https://issuer.example.com/' }));
