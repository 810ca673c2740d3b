// Installs, compiles and runs each example client, each with its own gateway and sandbox. Usage: npm run examples
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { installProject, runOrExit } from '../scripts/install-project.mjs';

const START = ['npm', 'start', '-s'];
const REJECTED_NOT_FOUND = 'refused: NOT_FOUND';
const FAILED_QUERY = 'failed: BAD_USER_INPUT';

/** Expected output of each client: a list, a rejected mutation, a failed operation, and client-specific lines. */
const CLIENTS = [
  {
    name: 'codegen',
    command: START,
    package: '@graphql-codegen/client-preset',
    expectedOutput: ['list: #1260', REJECTED_NOT_FOUND, FAILED_QUERY],
  },
  {
    name: 'apollo',
    command: START,
    package: '@apollo/client',
    expectedOutput: ['list: #1257', 'cache: #1260 is ACKNOWLEDGED', REJECTED_NOT_FOUND, FAILED_QUERY, 'Seen by Apollo'],
  },
  {
    name: 'urql',
    command: START,
    package: '@urql/exchange-graphcache',
    expectedOutput: ['list: #1257', 'cache: #1260 is ACKNOWLEDGED', REJECTED_NOT_FOUND, FAILED_QUERY, 'Seen by urql'],
  },
  {
    name: 'relay',
    command: START,
    package: 'relay-runtime',
    expectedOutput: [
      'list: Website Edge',
      'node: #1257',
      'refused: CONFIRMATION_REQUIRED',
      'left in the list: 0',
      FAILED_QUERY,
      'Seen by Relay',
    ],
  },
  {
    name: 'errors',
    command: START,
    package: 'graphql-request',
    // Enables every kind of error.
    env: {
      TRUSTED_DOCUMENTS: 'examples/clients/errors/documents.json',
      JWT_ISSUER: 'https://login.example.com',
      JWT_AUDIENCE: 'pagergraph',
      JWT_JWKS_URL: 'http://127.0.0.1:9/no-keys',
    },
    expectedOutput: ['errors that every client reads: 14 of 14'],
  },
  { name: 'ruby', command: ['ruby', 'client.rb'], expectedOutput: ['list: #1259', REJECTED_NOT_FOUND, FAILED_QUERY] },
];

const root = new URL('../', import.meta.url);
const toFolder = (name) => fileURLToPath(new URL(`clients/${name}/`, import.meta.url));

/** Starts a gateway with the given environment variables. Resolves to its URL and a stop function once it listens. */
function startGateway(settings = {}) {
  const env = { ...process.env, PORT: '0', UPSTREAMS: 'sandbox', LOG_LEVEL: 'silent', ...settings };
  const gateway = spawn(process.execPath, ['dist/index.js'], { cwd: fileURLToPath(root), env });
  gateway.stderr.pipe(process.stderr);
  return new Promise((resolve, reject) => {
    let output = '';
    gateway.once('exit', () => reject(new Error('The gateway exited before it listened.')));
    gateway.stdout.on('data', (text) => {
      output += text;
      const url = /GraphQL +(\S+)/.exec(output)?.[1];
      if (url) resolve({ url, stop: () => gateway.kill() });
    });
  });
}

/** Runs a client and returns its standard output, which is also printed. */
function runClient([command, ...args], cwd, url) {
  const client = spawn(command, args, { cwd, env: { ...process.env, GRAPHQL_URL: url } });
  client.stderr.pipe(process.stderr);
  return new Promise((resolve, reject) => {
    let output = '';
    client.stdout.on('data', (text) => {
      process.stdout.write(text);
      output += text;
    });
    client.once('error', reject);
    client.once('close', () => resolve(output));
  });
}

const isRubyMissing = () => spawnSync('ruby', ['-e', 'require "graphql/client"']).status !== 0;

async function checkClient(client) {
  console.log(`\n== ${client.name}`);
  const folder = toFolder(client.name);
  if (client.package) installProject(`examples/clients/${client.name}`);
  else if (isRubyMissing()) return { ...client, result: 'SKIPPED: apt-get install ruby-graphql-client' };
  const gateway = await startGateway(client.env);
  const output = await runClient(client.command, folder, gateway.url);
  gateway.stop();
  const missing = client.expectedOutput.filter((text) => !output.includes(text));
  if (missing.length > 0) return { ...client, failed: true, result: `FAILED, missing output: ${missing.join(', ')}` };
  return { ...client, result: 'passed' };
}

function toTableRow({ name, package: dependency, result }) {
  const manifest = dependency && `${toFolder(name)}node_modules/${dependency}/package.json`;
  const version = manifest ? ` (${dependency} ${JSON.parse(readFileSync(manifest, 'utf8')).version})` : '';
  return `| ${name}${version} | ${result} |`;
}

runOrExit('npm', 'run', '-s', 'build');
const rows = [];
// oxlint-disable-next-line no-await-in-loop -- one after the other, so that their outputs do not mix
for (const client of CLIENTS) rows.push(await checkClient(client));
console.log(['', '| client | result |', '| --- | --- |', ...rows.map(toTableRow)].join('\n'));
process.exitCode = rows.some(({ failed }) => failed) ? 1 : 0;
