// Packs the client package without the gateway's dependencies. Usage: npm run pack [-- folder]
import { readFileSync } from 'node:fs';
import { pack } from './pack.mjs';

const { name, version, description, license, type, exports, files, engines } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
);

pack({
  manifest: { name, version, description, license, type, exports, files, engines, sideEffects: false },
  paths: [...files, 'LICENSE', 'README.md'],
});
