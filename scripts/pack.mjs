import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));

/**
 * Packs files of this checkout as an npm package with another package.json, into the folder that the command line names.
 * Prints the name of the tarball.
 *
 * @param manifest the package.json
 * @param paths files and folders, from the root of the checkout
 * @param commands texts of executable files by their path
 */
export function pack({ manifest, paths, commands = {} }) {
  const destination = resolve(process.argv[2] ?? root);
  // Several packs may run at once.
  const staging = mkdtempSync(join(tmpdir(), 'pagergraph-pack-'));
  try {
    for (const path of paths) cpSync(join(root, path), join(staging, path), { recursive: true });
    writeFileSync(join(staging, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    for (const [path, text] of Object.entries(commands)) {
      mkdirSync(dirname(join(staging, path)), { recursive: true });
      writeFileSync(join(staging, path), text);
      chmodSync(join(staging, path), 0o755);
    }
    const args = ['pack', '--silent', '--pack-destination', destination];
    process.exitCode = spawnSync('npm', args, { cwd: staging, stdio: 'inherit' }).status ?? 1;
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}
