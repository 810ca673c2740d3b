// Writes the printed parts of the README; `npm run readme` builds first.
import { readFileSync, writeFileSync } from 'node:fs';
import { ANSWERS, BREAKDOWNS } from '../dist/faults/answers.js';
import { CATALOG } from '../dist/faults/catalog.js';
import { GATEWAY_ERROR_CODES, USER_ERROR_CODES } from '../dist/faults/kind.js';
import { filledReadme } from './readme.mjs';

const root = new URL('../', import.meta.url);
const readme = new URL('README.md', root);
const source = {
  catalog: CATALOG,
  answers: ANSWERS,
  breakdowns: BREAKDOWNS,
  userErrorCodes: USER_ERROR_CODES,
  gatewayErrorCodes: GATEWAY_ERROR_CODES,
  operation: (name) => readFileSync(new URL(`schema/operations/${name}.graphql`, root), 'utf8'),
};
writeFileSync(readme, filledReadme(readFileSync(readme, 'utf8'), source));
