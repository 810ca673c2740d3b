import { describe, expect, test } from '@jest/globals';
import { sandboxGateway } from '../../../operations/sandbox-gateway.js';

const gateway = sandboxGateway();

const DOCUMENT = `query ($number: Int!, $first: Int) { incident(by: { number: $number }) {
  timelineWithChanges(first: $first) { at secondsAfterCreation logEntry { kind } changeEvent { summary } }
  timeline(first: 100) { nodes { kind } }
} }`;

interface Entry {
  readonly at: string;
  readonly secondsAfterCreation: number;
  readonly logEntry: { readonly kind: string } | null;
  readonly changeEvent: { readonly summary: string } | null;
}

async function readTimeline(number: number, first = 100) {
  const { data, errors } = await gateway.run(DOCUMENT, { number, first });
  expect(errors).toBeUndefined();
  const { incident } = data as unknown as {
    readonly incident: {
      readonly timelineWithChanges: readonly Entry[];
      readonly timeline: { readonly nodes: readonly { readonly kind: string }[] };
    };
  };
  return incident;
}

const DEPLOYMENT = {
  secondsAfterCreation: -9 * 60,
  logEntry: null,
  changeEvent: { summary: 'Deployed booking-api build 881' },
};

describe('the timeline of an incident with its changes', () => {
  test('has each log entry and each change once, newest first, with its distance to the incident', async () => {
    const { timelineWithChanges: entries, timeline } = await readTimeline(1255);
    expect(entries.flatMap(({ logEntry }) => (logEntry ? [logEntry.kind] : [])).toSorted()).toEqual(
      timeline.nodes.map(({ kind }) => kind).toSorted(),
    );
    expect(entries.filter(({ changeEvent }) => changeEvent)).toMatchObject([DEPLOYMENT]);
    const times = entries.map(({ at }) => Date.parse(at));
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    expect(entries.at(-1)).toMatchObject(DEPLOYMENT);
    expect(entries.at(-2)).toMatchObject({ secondsAfterCreation: 0 });
  });

  test('ends after the newest entries that were requested', async () => {
    const { timelineWithChanges: all } = await readTimeline(1255);
    expect((await readTimeline(1255, 2)).timelineWithChanges).toEqual(all.slice(0, 2));
  });

  test('has the changes of the service where the plan relates none', async () => {
    gateway.sandbox.control.pagerduty.setSwitches({ aiops: 'off' });
    const { timelineWithChanges: entries } = await readTimeline(1255);
    expect(entries.filter(({ changeEvent }) => changeEvent)).toMatchObject([DEPLOYMENT]);
    expect(gateway.sent.map(({ path }) => path.split('?')[0])).toContain('/services/PSVC001/change_events');
  });
});
