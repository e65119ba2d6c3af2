// `pnpm bench [id ...] [--rounds N] [--quick] [--out FOLDER]`.
import { WORKLOADS } from './workloads.ts';

for (const { id, title } of WORKLOADS) console.log(id, title);
