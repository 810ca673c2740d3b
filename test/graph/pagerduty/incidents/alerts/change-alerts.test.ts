import { beforeEach, describe, expect, test } from '@jest/globals';
import { sandboxGateway } from '../../../../operations/sandbox-gateway.js';

const gateway = sandboxGateway();
const INCIDENT = { pagerDutyId: 'PINC058' };

const FIELDS = `results { index changed alert { id status } } incident { pagerDutyId status }
  userErrors { code field message }`;
const RESOLVE = `mutation ($input: ResolveAlertsInput!) { answer: resolveAlerts(input: $input) { ${FIELDS} } }`;
const MOVE = `mutation ($input: MoveAlertsInput!) { answer: moveAlerts(input: $input) { ${FIELDS} } }`;

interface Payload {
  readonly results: readonly {
    readonly changed: boolean;
    readonly alert: { readonly id: string; readonly status: string };
  }[];
  readonly incident: { readonly pagerDutyId: string; readonly status: string } | null;
  readonly userErrors: readonly {
    readonly code: string;
    readonly field: readonly string[];
    readonly message: string;
  }[];
}

async function run(document: string, input: object): Promise<Payload> {
  const { data, errors } = await gateway.run(document, { input: { incident: INCIDENT, ...input } });
  expect(errors).toBeUndefined();
  return (data ?? {})['answer'] as Payload;
}

interface ListedAlert {
  readonly id: string;
  readonly status: string;
}

async function listAlerts({ pagerDutyId } = INCIDENT): Promise<readonly ListedAlert[]> {
  const document = `{ incident(by: { pagerDutyId: "${pagerDutyId}" }) { alerts { nodes { id status } } } }`;
  const { incident } = ((await gateway.run(document)).data ?? {}) as {
    readonly incident: { readonly alerts: { readonly nodes: readonly ListedAlert[] } };
  };
  return incident.alerts.nodes;
}

let sentBefore: number;
const sent = () => gateway.sent.slice(sentBefore);
const writeCount = () => sent().filter(({ method }) => method !== 'GET').length;

let alerts: readonly { readonly id: string }[];
beforeEach(async () => {
  alerts = (await listAlerts()).map(({ id }) => ({ id }));
  sentBefore = gateway.sent.length;
});

describe('alerts', () => {
  test('are resolved, the last one with its incident; again nothing changes', async () => {
    const { results, incident, userErrors } = await run(RESOLVE, { alerts });
    expect(userErrors).toEqual([]);
    expect(results.map(({ changed, alert }) => [changed, alert.status])).toEqual(alerts.map(() => [true, 'RESOLVED']));
    expect(incident).toEqual({ pagerDutyId: 'PINC058', status: 'RESOLVED' });
    const again = await run(RESOLVE, { alerts });
    expect(again.results.map(({ changed }) => changed)).toEqual(alerts.map(() => false));
    expect(writeCount()).toBe(1);
  });

  test('are moved to another incident, under their new ids', async () => {
    const to = { pagerDutyId: 'PINC060' };
    const before = await listAlerts(to);
    const { results, incident, userErrors } = await run(MOVE, { alerts, to });
    expect(userErrors).toEqual([]);
    expect(incident?.pagerDutyId).toBe('PINC060');
    const movedIds = results.map(({ alert }) => alert.id);
    expect(movedIds.every((id) => id.startsWith('pagerduty://main/Alert/PINC060/'))).toBe(true);
    const after = (await listAlerts(to)).map(({ id }) => id);
    expect(after.toSorted()).toEqual([...before.map(({ id }) => id), ...movedIds].toSorted());
    expect(await listAlerts()).toEqual([]);
  });

  test('are not moved to a resolved incident or into their own', async () => {
    await gateway.run('mutation { resolveIncident(input: { incident: { pagerDutyId: "PINC060" } }) { changed } }');
    const conflict = await run(MOVE, { alerts, to: { pagerDutyId: 'PINC060' } });
    expect(conflict.userErrors).toMatchObject([{ code: 'CONFLICT', field: ['input', 'to'] }]);
    const same = await run(MOVE, { alerts, to: INCIDENT });
    expect(same.userErrors).toMatchObject([{ code: 'INVALID_INPUT', field: ['input', 'to'] }]);
    expect(await listAlerts()).toHaveLength(alerts.length);
  });

  test('are NOT_FOUND by their place in the list, and none is changed', async () => {
    const { results, userErrors } = await run(RESOLVE, { alerts: [...alerts, { pagerDutyId: 'PNOBODY' }] });
    const field = ['input', 'alerts', String(alerts.length)];
    expect(userErrors).toEqual([{ code: 'NOT_FOUND', field, message: 'The incident has no alert PNOBODY.' }]);
    expect([results, writeCount()]).toEqual([[], 0]);
  });

  test.each([
    ['nothing', [], 'INVALID_INPUT', []],
    ['251 alerts', Array.from({ length: 251 }, () => ({ pagerDutyId: 'PA' })), 'LIMIT_EXCEEDED', []],
    ['an alert twice', [{ pagerDutyId: 'PA' }, { pagerDutyId: 'PA' }], 'INVALID_INPUT', ['1']],
    ['an invalid id', [{ pagerDutyId: '../x' }], 'INVALID_INPUT', ['0', 'pagerDutyId']],
  ])('with %s in the list are refused before PagerDuty is called', async (_, list, code, path) => {
    const { userErrors } = await run(RESOLVE, { alerts: list });
    expect(userErrors).toMatchObject([{ code, field: ['input', 'alerts', ...path] }]);
    expect(sent()).toEqual([]);
  });
});
