import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Finding } from '../../../src/server/startup/finding.js';
import { checkCallers } from '../../../src/server/startup/check-callers.js';
import { formatReportTable } from '../../../src/server/startup/report-table.js';
import { rewrittenSandbox } from '../../properties/rewritten-sandbox.js';

const rewritten = rewrittenSandbox();

beforeEach(() => {
  rewritten.rewrite = () => ({});
  rewritten.sandbox().control.pagerduty.clearCalls();
});

/** The finding about one subject of the PagerDuty account. */
async function findFinding(what: string): Promise<Finding | undefined> {
  const [pagerduty] = await rewritten.gateway().checkConfig();
  return pagerduty?.findings.find((finding) => finding.check === what);
}

const userCalls = () =>
  rewritten
    .sandbox()
    .control.pagerduty.calls()
    .map(({ path }) => path)
    .filter((path) => path.startsWith('/users?'));

describe('a check of the configuration', () => {
  test.each([
    ['404', { status: 404, text: '{"error":{"message":"Not Found","code":2100}}' }],
    ['an empty list', { text: '{"priorities":[],"limit":1,"offset":0,"more":false,"total":null}' }],
  ])('notes that there are no priorities when PagerDuty returns %s', async (_name, response) => {
    rewritten.rewrite = ({ path }) => (path.startsWith('/priorities') ? response : {});
    expect(await findFinding('priorities')).toMatchObject({
      status: 'NOTE',
      message: expect.stringContaining('not in the plan'),
    });
  });

  test('does not read log entries without an incident', async () => {
    const text = '{"incidents":[],"limit":1,"offset":0,"more":false,"total":null}';
    rewritten.rewrite = ({ path }) => (path.startsWith('/incidents?') ? { text } : {});
    expect(await findFinding('log entries')).toMatchObject({ status: 'NOT CHECKED' });
  });

  test('searches for PAGERDUTY_FROM when one page does not have all users, and accepts only the exact e-mail', async () => {
    const { from } = rewritten.sandbox().pagerduty;
    const other = { id: 'PUSR999', type: 'user', name: 'Not she', email: `x${from}` };
    const text = JSON.stringify({ users: [other], limit: 100, offset: 0, more: true, total: null });
    rewritten.rewrite = ({ path }) => (path.startsWith('/users?') && !path.includes('query=') ? { text } : {});
    expect(await findFinding('actor')).toMatchObject({
      status: 'OK',
      message: expect.stringContaining('Maren Solberg'),
    });
    expect(userCalls()).toHaveLength(2);
    rewritten.rewrite = ({ path }) => (path.startsWith('/users?') ? { text } : {});
    expect(await findFinding('actor')).toMatchObject({ status: 'PROBLEM' });
  });

  test('does not check PAGERDUTY_FROM when users cannot be read', async () => {
    rewritten.rewrite = ({ path }) => (path.startsWith('/users?') ? { status: 403, text: '{}' } : {});
    expect(await findFinding('users')).toMatchObject({ status: 'PROBLEM', code: 'UPSTREAM_FORBIDDEN' });
    expect(await findFinding('actor')).toMatchObject({ status: 'NOT CHECKED' });
  });

  test('notes a rate limit that is so low that reads wait', async () => {
    const headers = { 'ratelimit-limit': '960', 'ratelimit-remaining': '90', 'ratelimit-reset': '1' };
    rewritten.rewrite = ({ headers: given, path }) =>
      path.startsWith('/users/me') ? {} : { headers: { ...given, ...headers } };
    expect(await findFinding('rate limit')).toMatchObject({
      status: 'NOTE',
      message: expect.stringMatching(/^90 of 960 calls/),
    });
  });
});

const reportWith = (reported: string) => [
  { findings: [{ check: 'key', status: 'OK', message: reported } satisfies Finding] },
];

test.each([
  ['may change things beside API keys', { apiKeysFile: '/none', anonymousScopes: ['INCIDENTS_WRITE'] }, 'NOTE'],
  ['may only look beside API keys', { apiKeysFile: '/none', anonymousScopes: ['INCIDENTS_READ'] }, 'OK'],
  ['are all there are', { anonymousScopes: ['INCIDENTS_WRITE'] }, 'OK'],
] as const)('reports callers without credentials who %s', async (_, callers, verdict) => {
  const findings = await checkCallers(callers, new Set(), undefined);
  expect(findings.find(({ check }) => check === 'without credentials')?.status).toBe(verdict);
});

describe('the table', () => {
  test('has 120 columns, whatever it contains', () => {
    const words = 'word '.repeat(100);
    for (const text of [words, 'x'.repeat(500), `${words}${'y'.repeat(300)}`])
      expect(
        Math.max(
          ...formatReportTable(reportWith(text))
            .split('\n')
            .map((line) => line.length),
        ),
      ).toBeLessThanOrEqual(120);
  });

  test('contains no control characters for a terminal', () => {
    expect(formatReportTable(reportWith('Ann\u001b[2J\u009b2J\u202e Lee'))).toContain('Ann [2J 2J Lee');
  });
});
