import { describe, expect, test } from '@jest/globals';
import { ALL_SCOPES, errorCodes, liveGateways, type LiveGateway } from '../../../../server/harness.js';

const { open, sandbox } = liveGateways();
const control = () => sandbox().control.pagerduty;
const openAll = () => open({ ANONYMOUS_SCOPES: ALL_SCOPES });

const START = `mutation ($input: StartIncidentWorkflowInput!) { answer: startIncidentWorkflow(input: $input) {
  instanceId userErrors { code field message }
} }`;
const INPUT = { incident: { number: 1260 }, workflow: { pagerDutyId: 'PWF0001' } };

const start = (gateway: LiveGateway, input: object = {}) => gateway.run(START, {}, { input: { ...INPUT, ...input } });
const refusal = (code: string, field: string[]) => ({ answer: { instanceId: null, userErrors: [{ code, field }] } });

/** The starts that the sandbox executed or refused. */
const starts = () =>
  control()
    .calls()
    .filter(({ method, path }) => method === 'POST' && path === '/incident_workflows/PWF0001/instances').length;

describe('starting a workflow', () => {
  test('returns the id of the run, and sends no actor', async () => {
    const gateway = await openAll();
    const { data } = await start(gateway);
    const instanceId = expect.stringMatching(/^PG[0-9A-F]{12}$/);
    expect(data).toEqual({ answer: { instanceId, userErrors: [] } });
    expect(starts()).toBe(1);
    expect(gateway.calls().at(-1)?.from).toBeUndefined();
  });

  test('with a key runs it once', async () => {
    const gateway = await openAll();
    const first = await start(gateway, { idempotencyKey: 'call' });
    expect(await start(gateway, { idempotencyKey: 'call' })).toMatchObject({ data: first.data });
    expect(starts()).toBe(1);
  });

  test.each(['lost', 'lost-502'] as const)('is not sent again after the fault %s, also with its key', async (kind) => {
    const gateway = await openAll();
    control().addFault({ kind, method: 'POST' });
    const lost = await start(gateway, { idempotencyKey: 'call' });
    expect(lost.errors).toMatchObject([{ extensions: { outcome: 'UNKNOWN' } }]);
    const { data } = await start(gateway, { idempotencyKey: 'call' });
    expect(data).toMatchObject(refusal('OUTCOME_UNKNOWN', ['input', 'idempotencyKey']));
    expect(starts()).toBe(1);
  });

  test('that is disabled is a CONFLICT before any write', async () => {
    const gateway = await openAll();
    const { data } = await start(gateway, { workflow: { pagerDutyId: 'PWF0003' } });
    expect(data).toMatchObject(refusal('CONFLICT', ['input', 'workflow']));
    expect(gateway.calls().filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  test('names what does not exist', async () => {
    const gateway = await openAll();
    const noWorkflow = await start(gateway, { workflow: { pagerDutyId: 'PNOBODY' } });
    expect(noWorkflow.data).toMatchObject(refusal('NOT_FOUND', ['input', 'workflow']));
    const noIncident = await start(gateway, { incident: { pagerDutyId: 'PNOBODY' } });
    expect(noIncident.data).toMatchObject(refusal('NOT_FOUND', ['input', 'incident']));
    expect(noIncident.data).toMatchObject({
      answer: { userErrors: [{ message: 'PagerDuty incident PNOBODY not found.' }] },
    });
  });

  test('refuses bad input before any call', async () => {
    const gateway = await openAll();
    const wrongType = await start(gateway, { workflow: { id: 'pagerduty://main/Incident/PINC060' } });
    expect(wrongType.data).toMatchObject(refusal('INVALID_INPUT', ['input', 'workflow', 'id']));
    const noKey = await start(gateway, { idempotencyKey: ' ' });
    expect(noKey.data).toMatchObject(refusal('INVALID_INPUT', ['input', 'idempotencyKey']));
    expect(gateway.calls()).toEqual([]);
  });

  test('without the plan is FEATURE_UNAVAILABLE', async () => {
    control().setSwitches({ incidentWorkflows: 'unavailable' });
    const gateway = await openAll();
    expect((await start(gateway)).data).toMatchObject({ answer: { userErrors: [{ code: 'FEATURE_UNAVAILABLE' }] } });
    const list = await gateway.run('{ pagerDutyAccount { incidentWorkflows { nodes { id } } } }');
    expect(errorCodes(list)).toEqual(['FEATURE_UNAVAILABLE']);
  });

  test('needs INCIDENTS_WRITE, and no more', async () => {
    const reader = await open({ ANONYMOUS_SCOPES: 'INCIDENTS_READ' });
    expect(errorCodes(await start(reader))).toEqual(['FORBIDDEN']);
    expect(reader.calls()).toEqual([]);
    const writer = await open({ ANONYMOUS_SCOPES: 'INCIDENTS_WRITE' });
    expect((await start(writer)).data).toMatchObject({ answer: { userErrors: [] } });
  });
});

test('the workflows of an account are listed by name, and each is read by its id', async () => {
  const gateway = await openAll();
  const { data } = await gateway.run(`{
    pagerDutyAccount { incidentWorkflows(query: "storm") { nodes { id name isEnabled } } }
    node(id: "pagerduty://main/IncidentWorkflow/PWF0001") { ... on IncidentWorkflow { name isEnabled } }
  }`);
  const id = 'pagerduty://main/IncidentWorkflow/PWF0003';
  expect(data).toEqual({
    pagerDutyAccount: { incidentWorkflows: { nodes: [{ id, name: 'Storm drill', isEnabled: false }] } },
    node: { name: 'Major incident call', isEnabled: true },
  });
});
