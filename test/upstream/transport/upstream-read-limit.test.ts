import { afterEach, describe, expect, test } from '@jest/globals';
import type { UpstreamResponse } from '../../properties/rewriting-dispatcher.js';
import { rewrittenSandbox } from '../../properties/rewritten-sandbox.js';

const COMPLEXITY = 1_000;
const MAX_READS = 40;
const REFUSAL = `The operation needs more than ${MAX_READS} upstream calls, which is the limit. Request fewer entries at once.`;

const rewritten = rewrittenSandbox(COMPLEXITY);

afterEach(() => {
  rewritten.rewrite = () => ({});
});

/** PagerDuty has one incident, of 2010, which a list reaches after dozens of empty half-years. */
function withOldIncidents(sent: string[]): (answered: UpstreamResponse) => { text?: string } {
  return ({ path }) => {
    if (!path.startsWith('/incidents?')) return {};
    sent.push(path);
    const old = { id: 'P1', incident_number: 1, title: 'Old', status: 'resolved', created_at: '2010-01-01T00:00:00Z' };
    const isOldest = path.includes('sort_by=created_at%3Aasc') || path.includes('sort_by=created_at:asc');
    return { text: JSON.stringify({ incidents: isOldest ? [old] : [], limit: 100, offset: 0, more: false }) };
  };
}

const incidentsField = (index: number) =>
  `a${index}: incidents(first: 1, filter: { createdSince: "2010-01-0${index + 1}T00:00:00Z" }) { nodes { id } }`;
const incidentsFields = (count: number) => Array.from({ length: count }, (_, index) => incidentsField(index)).join(' ');

describe('the upstream reads of one operation are limited to two for every 50 points of its maximum cost, and', () => {
  test('fields beyond it are refused by name; the others are returned', async () => {
    const sent: string[] = [];
    rewritten.rewrite = withOldIncidents(sent);
    const { data, errors = [] } = await rewritten.run(`{ ${incidentsFields(9)} viewer { name } }`);
    expect(sent.length).toBeLessThanOrEqual(MAX_READS);
    expect(data).toMatchObject({ viewer: { name: expect.any(String) } });
    expect(errors.length).toBeGreaterThan(0);
    for (const { message, extensions } of errors) {
      expect([message, extensions['code'], extensions['retryable']]).toEqual([REFUSAL, 'OPERATION_TOO_COMPLEX', false]);
    }
  });

  test('each operation has its own', async () => {
    const sent: string[] = [];
    rewritten.rewrite = withOldIncidents(sent);
    const responses = await Promise.all([1, 2, 3, 4, 5].map(() => rewritten.run(`{ ${incidentsFields(3)} }`)));
    expect(responses.map(({ errors }) => errors)).toEqual(responses.map(() => undefined));
  });
});
