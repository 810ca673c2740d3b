// `npm run conformance`: runs the suites, clients and OpenAPI documents of others against the gateway and the sandbox and
// prints one table. `npm run conformance -- --write` also writes the table into docs/conformance.md.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { installProject, runOrExit } from '../scripts/install-project.mjs';
import { formatReport, insertReport } from './report.mjs';
import { runJest } from './run-jest.mjs';

const GATEWAY_TESTS = ['test/sandbox', 'test/operations', 'test/upstream/clients-against-sandbox'];
const PAGE = new URL('../docs/conformance.md', import.meta.url);
const RECORDING = fileURLToPath(new URL('recording/exchanges/', import.meta.url));
const { dependencies: versions } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

const began = performance.now();
prepare();
const rows = [
  runSuite(vendorClient('PagerDuty', '@pagerduty/pdjs'), 'suites/pagerduty-client', { recorded: true }),
  runSuite(vendorClient('Cloudflare', 'cloudflare'), 'suites/cloudflare-client', { recorded: true }),
  runSuite('Every kind of request of the gateway', 'suites/gateway-requests', { recorded: true }),
  runSuite('The gateway’s own tests against the sandbox', GATEWAY_TESTS, {
    config: 'jest.config.json',
    recorded: true,
  }),
  runSuite('The OpenAPI validation itself', 'suites/openapi-validation'),
  await validateRecording('PagerDuty', 'pagerduty'),
  await validateRecording('Cloudflare', 'cloudflare'),
  runSuite(`GraphQL over HTTP (\`graphql-http\` ${versions['graphql-http']})`, 'suites/graphql-over-http', {
    remark: 'its GET requests carry `apollo-require-preflight`',
  }),
  runSuite(
    `Apollo’s integration suite (${versions['@apollo/server-integration-testsuite']})`,
    'suites/apollo-integration',
    {
      remark: '24 more tests, for `@defer`, skip themselves',
    },
  ),
];
finish();

function vendorClient(vendor, name) {
  return `${vendor}’s own client (\`${name}\` ${versions[name]}) against the sandbox`;
}

function runSuite(suite, paths, { config = 'conformance/jest.config.cjs', recorded = false, remark = '' } = {}) {
  console.log(`\n== ${suite}`);
  return { suite, ...runJest(config, [paths].flat(), recorded ? RECORDING : undefined), remark };
}

/** Validates all exchanges recorded so far. The modules are imported late, because `prepare` installs their packages. */
async function validateRecording(vendor, name) {
  const suite = `${vendor}’s OpenAPI document`;
  console.log(`\n== ${suite}`);
  const { validateExchanges } = await import('./openapi/validate-exchanges.mjs');
  const { readRecording } = await import('./openapi/recorded-exchanges.mjs');
  const result = await validateExchanges(name, readRecording(RECORDING));
  if (result === undefined) return { suite, cases: 0, passed: 0, remark: 'skipped: the document is not available' };
  const { requests, responses, faults, failed, violations, deviations } = result;
  for (const [violation, count] of violations) console.error(`${count} × ${violation}`);
  const remark = `${requests} requests, ${responses} responses, ${faults} injected faults not counted`;
  const validated = requests + responses;
  // An empty recording proves nothing and counts as one failed case.
  return { suite, cases: Math.max(validated, 1), passed: validated - failed, remark, deviations };
}

function prepare() {
  installProject('conformance');
  runOrExit('npm', 'run', '-s', 'build');
  runOrExit('node_modules/.bin/tsc', '-p', 'conformance', '--noEmit');
  rmSync(RECORDING, { recursive: true, force: true });
  mkdirSync(RECORDING, { recursive: true });
}

function finish() {
  const text = formatReport(rows, Math.round((performance.now() - began) / 1000));
  const sum = (count) => rows.reduce((total, row) => total + count(row), 0);
  const failed = sum(({ cases, passed }) => cases - passed);
  console.log(`\n${text}\n\nconformance: ${sum(({ passed }) => passed)} passed, ${failed} failed`);
  const isComplete = failed === 0 && rows.every(({ cases }) => cases > 0);
  if (process.argv.includes('--write') && isComplete)
    writeFileSync(PAGE, insertReport(readFileSync(PAGE, 'utf8'), text));
  process.exitCode = failed === 0 ? 0 : 1;
}
