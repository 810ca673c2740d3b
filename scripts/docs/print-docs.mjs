// Fills the generated parts of docs/ from the build in dist/; `npm run docs` builds first.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readDocumentedCode } from './documented-code.mjs';
import { fillMarkers } from './fill-markers.mjs';

const root = new URL('../../', import.meta.url);
const code = readDocumentedCode(root);

for (const name of readdirSync(new URL('docs/', root)).filter((file) => file.endsWith('.md'))) {
  const page = new URL(`docs/${name}`, root);
  writeFileSync(page, fillMarkers(readFileSync(page, 'utf8'), code));
}
