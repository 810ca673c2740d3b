// `npm run proofs`: all that others wrote to judge clients and servers like these, one after the other, in one table.
// `npm run proofs -- --write` also puts the table into the README.
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readmeWith, report } from './report.mjs';
import { run, runTests } from './run-jest.mjs';

const OWN_TESTS = ['test/sandbox', 'test/operations', 'test/upstream/against-sandbox'];
const README = new URL('../README.md', import.meta.url);
const RECORDING = fileURLToPath(new URL('recording/exchanges/', import.meta.url));
const { dependencies: versions } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

const began = performance.now();
prepare();
const rows = [
  tested(client('PagerDuty', '@pagerduty/pdjs'), 'suites/pagerduty-client', { recorded: true }),
  tested(client('Cloudflare', 'cloudflare'), 'suites/cloudflare-client', { recorded: true }),
  tested('Every kind of request of the gateway', 'suites/gateway-requests', { recorded: true }),
  tested('The gateway’s own tests at the sandbox', OWN_TESTS, { config: 'jest.config.json', recorded: true }),
  tested('The judge of the documents itself', 'suites/judge'),
  await judged('PagerDuty', 'pagerduty'),
  await judged('Cloudflare', 'cloudflare'),
  tested(`GraphQL over HTTP (\`graphql-http\` ${versions['graphql-http']})`, 'suites/graphql-over-http', {
    remark: 'its GETs carry `apollo-require-preflight`',
  }),
  tested(
    `Apollo’s integration suite (${versions['@apollo/server-integration-testsuite']})`,
    'suites/apollo-integration',
    {
      remark: '24 more, of `@defer`, skip themselves',
    },
  ),
];
finish();

function client(vendor, name) {
  return `${vendor}’s own client (\`${name}\` ${versions[name]}) at the sandbox`;
}

function tested(suite, paths, { config = 'conformance/jest.config.cjs', recorded = false, remark = '' } = {}) {
  console.log(`\n== ${suite}`);
  return { suite, ...runTests(config, [paths].flat(), recorded ? RECORDING : undefined), remark };
}

/** All exchanges recorded so far. Loaded late: it needs what `prepare` installs. */
async function judged(vendor, name) {
  const suite = `${vendor}’s OpenAPI document`;
  console.log(`\n== ${suite}`);
  const { judge } = await import('./openapi/validate-exchanges.mjs');
  const { readRecording } = await import('./openapi/recorded-exchanges.mjs');
  const verdict = await judge(name, readRecording(RECORDING));
  if (verdict === undefined) return { suite, cases: 0, passed: 0, remark: 'skipped: the document is not at hand' };
  const { requests, answers, faults, failed, violations, exceptions } = verdict;
  for (const [words, times] of violations) console.error(`${times} × ${words}`);
  const remark = `${requests} requests, ${answers} answers, beside ${faults} faults on demand`;
  const judgedOn = requests + answers;
  // Nothing recorded is nothing proven.
  return { suite, cases: Math.max(judgedOn, 1), passed: judgedOn - failed, remark, exceptions };
}

function prepare() {
  const installed = new URL('node_modules/.package-lock.json', import.meta.url);
  const wanted = new URL('package-lock.json', import.meta.url);
  const isInstalled = existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs;
  if (!isInstalled) must('npm', 'ci', '--prefix', 'conformance', '--loglevel=error');
  must('npm', 'run', '-s', 'build');
  must('node_modules/.bin/tsc', '-p', 'conformance', '--noEmit');
  rmSync(RECORDING, { recursive: true, force: true });
  mkdirSync(RECORDING, { recursive: true });
}

function must(command, ...args) {
  if (run(command, args) !== 0) process.exit(1);
}

function finish() {
  const text = report(rows, Math.round((performance.now() - began) / 1000));
  const sum = (count) => rows.reduce((total, row) => total + count(row), 0);
  const failed = sum(({ cases, passed }) => cases - passed);
  console.log(`\n${text}\n\nproofs: ${sum(({ passed }) => passed)} passed, ${failed} failed`);
  const isWhole = failed === 0 && rows.every(({ cases }) => cases > 0);
  if (process.argv.includes('--write') && isWhole)
    writeFileSync(README, readmeWith(readFileSync(README, 'utf8'), text));
  process.exitCode = failed === 0 ? 0 : 1;
}
