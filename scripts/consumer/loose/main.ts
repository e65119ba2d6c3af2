import './msw.js';
import './zod.js';
