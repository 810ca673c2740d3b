// Packs the client package without the gateway's dependencies. Usage: npm run pack [-- folder]
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const destination = resolve(process.argv[2] ?? root);
const staging = `${root}dist/package`;

const { name, version, description, license, type, exports, files, engines } = JSON.parse(
  readFileSync(`${root}package.json`, 'utf8'),
);
const manifest = { name, version, description, license, type, exports, files, engines, sideEffects: false };

rmSync(staging, { recursive: true, force: true });
mkdirSync(staging, { recursive: true });
for (const path of [...files, 'LICENSE', 'README.md'])
  cpSync(`${root}${path}`, `${staging}/${path}`, { recursive: true });
writeFileSync(`${staging}/package.json`, `${JSON.stringify(manifest, null, 2)}\n`);

const { status } = spawnSync('npm', ['pack', '--silent', '--pack-destination', destination], {
  cwd: staging,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
