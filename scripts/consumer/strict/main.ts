import './deep-imports.js';
import './dpop.js';
import './express-app.js';
import './hono-app.js';
import './koa-app.js';
import './typed-claims.js';
import './verify-token.js';
