import { mkdirSync, writeFileSync } from 'node:fs';
import { SCHEMAS, SCHEMAS_FOLDER } from './schemas.ts';

/** `npm run schemas`: writes docs/schemas anew from the code. */
mkdirSync(SCHEMAS_FOLDER, { recursive: true });
for (const [name, draw] of Object.entries(SCHEMAS))
  writeFileSync(`${SCHEMAS_FOLDER}/${name}`, draw());
