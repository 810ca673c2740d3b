// Prints the manifests for Kubernetes, which are typed objects. Usage: npm run manifests
import { rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const folder = new URL('../deploy/kubernetes/', import.meta.url);
// Beside the sources, so that it finds the packages.
const compiled = new URL('manifests.mjs', folder);

try {
  await build({
    entryPoints: [fileURLToPath(new URL('manifests.ts', folder))],
    outfile: fileURLToPath(compiled),
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
  });
  const { printManifests } = await import(compiled.href);
  writeFileSync(new URL('pagergraph.yaml', folder), printManifests());
} finally {
  rmSync(compiled, { force: true });
}
