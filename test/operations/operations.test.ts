import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { eachNode } from '../../src/client/client.js';
import { sandboxGateway } from './sandbox-gateway.js';

const FOLDER = join(__dirname, '../../schema/operations');
const gateway = sandboxGateway();

/** An operation of a file with the variables of its comment. */
function readOperation(file: string): { query: string; variables: object } {
  const query = readFileSync(join(FOLDER, file), 'utf8');
  const [, variables = '{}'] = /^# variables: (.*)$/m.exec(query) ?? [];
  return { query, variables: JSON.parse(variables) as object };
}

const isSubscription = (file: string) => /^subscription /m.test(readFileSync(join(FOLDER, file), 'utf8'));

const files = readdirSync(FOLDER).filter((name) => name.endsWith('.graphql') && !isSubscription(name));
const PLACEHOLDER = 'connect-pagerduty.graphql';
/** The example names an item that nobody queued, so its result is null. */
const NOT_QUEUED = 'get-queued-trigger.graphql';

/** The `userErrors` of every payload and every result in it. */
function findUserErrors(value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    name === 'userErrors' ? (member as unknown[]) : findUserErrors(member),
  );
}

describe('the sandbox responds to every named query and mutation with its example variables', () => {
  test.each(files.filter((name) => name !== PLACEHOLDER))('%s', async (file) => {
    const { query, variables } = readOperation(file);
    const { data, errors } = await gateway.run(query, variables);
    expect(errors).toBeUndefined();
    expect(findUserErrors(data)).toEqual([]);
    if (file === NOT_QUEUED) return;
    for (const response of Object.values(data ?? {})) expect(response).not.toBeNull();
  });

  test(`${PLACEHOLDER}, whose token is a placeholder, is refused`, async () => {
    const { query, variables } = readOperation(PLACEHOLDER);
    const { data, errors } = await gateway.run(query, variables);
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      connectPagerDuty: { userErrors: [{ code: 'INVALID_INPUT', field: ['input', 'token'] }] },
    });
  });
});

describe('a named operation', () => {
  test('that lists incidents with service and assignees is one call', async () => {
    await gateway.api.listIncidents({ first: 25 });
    expect(gateway.sandbox.control.pagerduty.calls()).toHaveLength(1);
  });

  test('that lists incidents returns as many as requested, with their users', async () => {
    const { nodes } = await gateway.api.listIncidents({ first: 25 });
    expect(nodes).toHaveLength(25);
    const emails = nodes.flatMap(({ assignees }) => assignees.map(({ email }) => email));
    expect(emails.length).toBeGreaterThan(0);
    expect(emails).not.toContain(null);
    expect(nodes.map(({ service }) => service?.name)).not.toContain(undefined);
  });

  test('that lists incidents paginates through all of them without repeats and gaps', async () => {
    const numbers: number[] = [];
    for await (const { number } of eachNode(gateway.api.listIncidents, { first: 20 })) numbers.push(number);
    const { data } = await gateway.run('{ incidents(first: 1) { totalCount } }');
    expect(data).toEqual({ incidents: { totalCount: numbers.length } });
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  test('that triggers under a key finds the same incident again', async () => {
    const input = {
      service: { pagerDutyId: 'PSVC001' },
      title: 'Booking API answers 500',
      dedupKey: 'booking-api/500',
      onDuplicate: 'RETURN_EXISTING',
    } as const;
    const first = await gateway.api.triggerIncident({ input });
    const second = await gateway.api.triggerIncident({ input });
    expect([first.created, second.created]).toEqual([true, false]);
    expect(second.incident?.id).toBe(first.incident?.id);
  });
});

describe('a resolved incident', () => {
  const number = 1260;
  const actor = 'tomasz.wilk@example.com';

  test('is not reopened by an acknowledge, alone or among others', async () => {
    await gateway.api.resolveIncident({ input: { incident: { number } } });
    const one = await gateway.api.acknowledgeIncident({ input: { incident: { number }, actor } });
    expect(one).toMatchObject({ changed: false, incident: null, userErrors: [{ code: 'CONFLICT' }] });
    const incidents = [{ number }, { number: 1259 }];
    const several = await gateway.api.acknowledgeIncidents({ input: { incidents, actor } });
    expect(several.results).toMatchObject([
      { changed: false, userErrors: [{ code: 'CONFLICT' }] },
      { incident: { status: 'ACKNOWLEDGED' }, userErrors: [] },
    ]);
    const incident = await gateway.api.getIncident({ by: { number } });
    expect(incident).toMatchObject({ status: 'RESOLVED', assignees: [] });
  });

  test.each(['refused', 'accepted'] as const)(
    'is unchanged by another resolve (PagerDuty: %s)',
    async (repeatedResolve) => {
      gateway.sandbox.control.pagerduty.setSwitches({ repeatedResolve });
      const { nodes } = await gateway.api.listIncidents({ filter: { statuses: ['RESOLVED'] }, first: 1 });
      const id = nodes[0]?.id ?? '';
      const again = await gateway.api.resolveIncident({ input: { incident: { id } } });
      expect(again).toMatchObject({ changed: false, incident: { status: 'RESOLVED' }, userErrors: [] });
    },
  );
});
