// TS2307: what is not in `exports` cannot be imported.
import { ApiClient } from '@holdfast/auth-core/dist/api-client.js';

console.log(ApiClient);
