// Makes the files of a release in release/. Publishes nothing.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createBillOfMaterials } from './release/bill-of-materials.mjs';
import { releaseChanges } from './release/changelog.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const output = join(root, 'release');
/** Pages that name the tarballs or the tag of the image. */
const PAGES_WITH_VERSION = ['docs/clients.md', 'docs/operating.md', 'deploy/README.md'];

const HELP = `Usage: npm run release [-- VERSION [--dry-run]]

Makes the files of a release in release/: the tarballs of the gateway and of the client, a bill of materials of the
gateway, and the checksums. With VERSION (MAJOR.MINOR.PATCH), it first writes the version to the package, the schema
and the docs, and dates the changelog. It publishes nothing.

  --dry-run  Changes nothing. Prints the version and the changes that it would have.
  --help     Prints this text.`;

const read = (path) => readFileSync(join(root, path), 'utf8');
const write = (path, text) => writeFileSync(join(root, path), text);
const run = (command, ...args) => execFileSync(command, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
const readVersion = () => JSON.parse(read('package.json')).version;

function setVersion(version, { isDryRun }) {
  const previous = readVersion();
  if (!/^\d+\.\d+\.\d+$/.test(version) || version.localeCompare(previous, 'en', { numeric: true }) <= 0)
    throw new Error(`${version} is not a version after ${previous}. Write it as MAJOR.MINOR.PATCH.`);
  const date = new Date().toISOString().slice(0, 10);
  const { changelog, notes } = releaseChanges(read('CHANGELOG.md'), `${version} - ${date}`);
  console.log(`${previous} -> ${version}\n\n${notes}\n`);
  if (isDryRun) return;
  run('npm', 'version', version, '--no-git-tag-version');
  write('CHANGELOG.md', changelog);
  for (const page of PAGES_WITH_VERSION) write(page, read(page).replaceAll(previous, version));
  run('npm', 'run', '-s', 'schema', '--', '--release');
}

function makeFiles() {
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output);
  run('npm', 'run', '-s', 'pack:gateway', '--', output);
  run('npm', 'run', '-s', 'pack', '--', output);
  const bill = JSON.stringify(createBillOfMaterials(root), null, 2);
  writeFileSync(join(output, `pagergraph-gateway-${readVersion()}.cdx.json`), `${bill}\n`);
  const files = readdirSync(output).toSorted();
  const sumOf = (file) =>
    createHash('sha256')
      .update(readFileSync(join(output, file)))
      .digest('hex');
  writeFileSync(join(output, 'SHA256SUMS'), files.map((file) => `${sumOf(file)}  ${file}\n`).join(''));
  console.log(`release/ has:\n${[...files, 'SHA256SUMS'].map((file) => `  ${file}`).join('\n')}`);
}

function parseCommand() {
  const options = { 'dry-run': { type: 'boolean', default: false }, help: { type: 'boolean', default: false } };
  try {
    const { positionals, values } = parseArgs({ allowPositionals: true, options });
    if (positionals.length > 1) throw new Error(`Give one version, not ${positionals.length}.`);
    const [version] = positionals;
    if (values['dry-run'] && version === undefined) throw new Error('A dry run needs a version.');
    return { version, isDryRun: values['dry-run'], isHelp: values.help };
  } catch (error) {
    throw new Error(`${error.message}\n\n${HELP}`, { cause: error });
  }
}

try {
  const { version, isDryRun, isHelp } = parseCommand();
  if (isHelp) console.log(HELP);
  else {
    if (version !== undefined) setVersion(version, { isDryRun });
    if (!isDryRun) makeFiles();
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
