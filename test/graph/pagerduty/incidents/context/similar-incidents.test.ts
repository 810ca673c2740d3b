import { describe, expect, test } from '@jest/globals';
import { sandboxGateway } from '../../../../operations/sandbox-gateway.js';

const gateway = sandboxGateway();

const CONTEXT = `query ($number: Int!) { incident(by: { number: $number }) {
  title
  pastIncidents(first: 10) { entries { pagerDutyId title score incident { status service { name } } } unavailableReason }
  relatedIncidents { entries { title incident { status } relationships {
    kind classification dependentServiceId supportingServiceId
  } } unavailableReason }
  outlier { category count frequency since until pattern unavailableReason }
} }`;

interface Context {
  readonly title: string;
  readonly pastIncidents: Feature<{
    readonly score: number;
    readonly incident: { readonly status: string; readonly service: { readonly name: string } };
  }>;
  readonly relatedIncidents: Feature<{ readonly title: string; readonly incident: { readonly status: string } }>;
  readonly outlier: Readonly<Record<string, unknown>>;
}

interface Feature<T> {
  readonly entries: readonly T[] | null;
  readonly unavailableReason: string | null;
}

async function readContext(number: number): Promise<Context> {
  const { data, errors } = await gateway.run(CONTEXT, { number });
  expect(errors).toBeUndefined();
  return data?.['incident'] as Context;
}

const PAYMENTS_FAIL = 1258;

describe('the context of an incident', () => {
  test('has resolved incidents of the same service, the most similar first', async () => {
    const { pastIncidents } = await readContext(PAYMENTS_FAIL);
    const entries = pastIncidents.entries ?? [];
    expect(entries.length).toBeGreaterThan(1);
    for (const { incident } of entries)
      expect(incident).toEqual({ status: 'RESOLVED', service: { name: 'Payments Gateway' } });
    const scores = entries.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });

  test('has open incidents of other services with their relations', async () => {
    const { relatedIncidents } = await readContext(PAYMENTS_FAIL);
    const found = new Map(relatedIncidents.entries?.map((entry) => [entry.title, entry]));
    expect(found.get('Cabin holds are not released')).toEqual({
      title: 'Cabin holds are not released',
      incident: { status: 'TRIGGERED' },
      relationships: [
        {
          kind: 'SERVICE_DEPENDENCY',
          classification: null,
          dependentServiceId: 'PSVC001',
          supportingServiceId: 'PSVC002',
        },
      ],
    });
    expect(found.get('Origin errors above 2 % in Frankfurt')).toMatchObject({
      relationships: [{ kind: 'MACHINE_LEARNING_INFERRED', classification: 'similar_contents' }],
    });
    expect(found.has('Refund queue not draining')).toBe(false);
  });

  test('states how unusual the incident is', async () => {
    const { outlier } = await readContext(PAYMENTS_FAIL);
    expect(outlier).toMatchObject({ category: 'ANOMALY', count: 0, frequency: 0, unavailableReason: null });
    expect(Date.parse(String(outlier['until'])) - Date.parse(String(outlier['since']))).toBe(30 * 24 * 3_600_000);
  });

  test.each(['off', 'empty'])(
    'is null with a reason where AIOps is %s, and the incident is complete',
    async (aiops) => {
      gateway.sandbox.control.pagerduty.setSwitches({ aiops });
      const { title, pastIncidents, relatedIncidents, outlier } = await readContext(PAYMENTS_FAIL);
      const unavailableReason = expect.stringContaining('plan lacks');
      expect(title).toBe('Card payments failing for two issuers');
      expect([pastIncidents, relatedIncidents]).toEqual([
        { entries: null, unavailableReason },
        { entries: null, unavailableReason },
      ]);
      expect(outlier).toMatchObject({ category: null, count: null, since: null, unavailableReason });
    },
  );

  test('requests at most 100 past incidents', async () => {
    const { errors } = await gateway.run(
      '{ incident(by: { number: 1258 }) { pastIncidents(first: 101) { unavailableReason } } }',
    );
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(gateway.sent.filter(({ path }) => path.includes('past_incidents'))).toEqual([]);
  });
});
