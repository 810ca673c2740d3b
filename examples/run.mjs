// `npm run examples`: installs, compiles and runs each of the clients, each against a gateway and a sandbox of its own.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const NPM = ['npm', 'start', '-s'];
const NOT_FOUND = 'refused: NOT_FOUND';
const FAILED = 'failed: BAD_USER_INPUT';

/** What the output of each client must hold: a list, a mutation that is refused, an operation that fails, and its own. */
const CLIENTS = [
  {
    name: 'codegen',
    command: NPM,
    package: '@graphql-codegen/client-preset',
    shows: ['list: #1260', NOT_FOUND, FAILED],
  },
  {
    name: 'apollo',
    command: NPM,
    package: '@apollo/client',
    shows: ['list: #1257', 'cache: #1260 is ACKNOWLEDGED', NOT_FOUND, FAILED],
  },
  {
    name: 'urql',
    command: NPM,
    package: '@urql/exchange-graphcache',
    shows: ['list: #1257', 'cache: #1260 is ACKNOWLEDGED', NOT_FOUND, FAILED],
  },
  {
    name: 'relay',
    command: NPM,
    package: 'relay-runtime',
    shows: ['list: Website Edge', 'node: #1257', 'refused: CONFIRMATION_REQUIRED', 'left in the list: 0', FAILED],
  },
  {
    name: 'errors',
    command: NPM,
    package: 'graphql-request',
    // So that it can refuse in every way.
    env: {
      TRUSTED_DOCUMENTS: 'examples/clients/errors/documents.json',
      JWT_ISSUER: 'https://login.example.com',
      JWT_AUDIENCE: 'pagergraph',
      JWT_JWKS_URL: 'http://127.0.0.1:9/no-keys',
    },
    shows: ['refusals that every client reads: 14 of 14'],
  },
  { name: 'ruby', command: ['ruby', 'client.rb'], shows: ['list: #1259', NOT_FOUND, FAILED] },
];

const root = new URL('../', import.meta.url);
const folderOf = (name) => fileURLToPath(new URL(`clients/${name}/`, import.meta.url));

function must(command, ...args) {
  const { status, error } = spawnSync(command, args, { cwd: fileURLToPath(root), stdio: 'inherit' });
  if (error) console.error(`${command} cannot be run: ${error.message}`);
  if (status !== 0) process.exit(1);
}

/** Only when the lock file is newer than what is installed. */
function install(folder) {
  const installed = `${folder}node_modules/.package-lock.json`;
  const isCurrent =
    existsSync(installed) && statSync(installed).mtimeMs >= statSync(`${folder}package-lock.json`).mtimeMs;
  if (!isCurrent) must('npm', 'ci', '--prefix', folder, '--loglevel=error');
}

/** Resolves when it listens, to its address and the way to end it; `settings` are of the environment. */
function startGateway(settings = {}) {
  const env = { ...process.env, PORT: '0', UPSTREAMS: 'sandbox', LOG_LEVEL: 'silent', ...settings };
  const gateway = spawn(process.execPath, ['dist/index.js'], { cwd: fileURLToPath(root), env });
  gateway.stderr.pipe(process.stderr);
  return new Promise((resolve, reject) => {
    let said = '';
    gateway.once('exit', () => reject(new Error('The gateway ended before it listened.')));
    gateway.stdout.on('data', (text) => {
      said += text;
      const url = /GraphQL +(\S+)/.exec(said)?.[1];
      if (url) resolve({ url, stop: () => gateway.kill() });
    });
  });
}

/** What it says on standard output, which is passed on too. */
function outputOf([command, ...args], cwd, url) {
  const client = spawn(command, args, { cwd, env: { ...process.env, GRAPHQL_URL: url } });
  client.stderr.pipe(process.stderr);
  return new Promise((resolve, reject) => {
    let said = '';
    client.stdout.on('data', (text) => {
      process.stdout.write(text);
      said += text;
    });
    client.once('error', reject);
    client.once('close', () => resolve(said));
  });
}

const isRubyMissing = () => spawnSync('ruby', ['-e', 'require "graphql/client"']).status !== 0;

async function run(client) {
  console.log(`\n== ${client.name}`);
  const folder = folderOf(client.name);
  if (client.package) install(folder);
  else if (isRubyMissing()) return { ...client, result: 'LEFT OUT: apt-get install ruby-graphql-client' };
  const gateway = await startGateway(client.env);
  const said = await outputOf(client.command, folder, gateway.url);
  gateway.stop();
  const missing = client.shows.filter((text) => !said.includes(text));
  if (missing.length > 0) return { ...client, failed: true, result: `FAILED, does not show ${missing.join(', ')}` };
  return { ...client, result: 'passed' };
}

function line({ name, package: dependency, result }) {
  const manifest = dependency && `${folderOf(name)}node_modules/${dependency}/package.json`;
  const version = manifest ? ` (${dependency} ${JSON.parse(readFileSync(manifest, 'utf8')).version})` : '';
  return `| ${name}${version} | ${result} |`;
}

must('npm', 'run', '-s', 'build');
const rows = [];
// oxlint-disable-next-line no-await-in-loop -- one after the other, or their output would mingle
for (const client of CLIENTS) rows.push(await run(client));
console.log(['', '| client | result |', '| --- | --- |', ...rows.map(line)].join('\n'));
process.exitCode = rows.some(({ failed }) => failed) ? 1 : 0;
