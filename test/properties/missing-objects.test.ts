import { beforeEach, describe, expect, test } from '@jest/globals';
import { rewrittenSandbox } from './rewritten-sandbox.js';

const stage = rewrittenSandbox();
const ACTOR = 'actor: "tomasz.wilk@example.com"';

/** One way in which a mutation refers to something: where that stands in the input, and the input around it. */
interface Reference {
  readonly mutation: string;
  readonly field: readonly string[];
  readonly input: (ref: string) => string;
}

const at = (mutation: string, more = '', field = ['input', 'incident']): Reference => ({
  mutation,
  field,
  input: (ref) => `incident: ${ref} ${more}`,
});

/** Every mutation that takes an incident. */
const OF_INCIDENTS: readonly Reference[] = [
  at('acknowledgeIncident'),
  at('resolveIncident'),
  { ...at('resolveIncident'), input: (ref) => `incident: ${ref} note: "Over"` },
  at('reopenIncident'),
  at('updateIncident', 'title: "Other"'),
  at('reassignIncident', 'to: { users: [{ pagerDutyId: "PUSR002" }] }'),
  at('snoozeIncident', 'durationSeconds: 60'),
  at('addIncidentNote', 'content: "Seen"'),
  {
    mutation: 'mergeIncidents',
    field: ['input', 'into'],
    input: (ref) => `into: ${ref} sources: [{ number: 1259 }]`,
  },
  {
    mutation: 'mergeIncidents',
    field: ['input', 'sources'],
    input: (ref) => `into: { number: 1258 } sources: [${ref}]`,
  },
  { mutation: 'acknowledgeIncidents', field: ['input', 'incidents', '0'], input: (ref) => `incidents: [${ref}]` },
  { mutation: 'resolveIncidents', field: ['input', 'incidents', '0'], input: (ref) => `incidents: [${ref}]` },
];

const SERVICE = 'service: { pagerDutyId: "PSVC001" } title: "A page"';
const to = (target: string): string => `incident: { number: 1260 } to: ${target}`;

/** Every mutation that takes a service, a person, a policy or a priority. */
const OF_OTHERS: readonly (Reference & { readonly type: string })[] = [
  {
    type: 'PagerDutyService',
    mutation: 'triggerIncident',
    field: ['input', 'service'],
    input: (ref) => `service: ${ref} title: "A page"`,
  },
  {
    type: 'PagerDutyUser',
    mutation: 'triggerIncident',
    field: ['input', 'target', 'assignee'],
    input: (ref) => `${SERVICE} target: { assignee: ${ref} }`,
  },
  {
    type: 'EscalationPolicy',
    mutation: 'triggerIncident',
    field: ['input', 'target', 'escalationPolicy'],
    input: (ref) => `${SERVICE} target: { escalationPolicy: ${ref} }`,
  },
  {
    type: 'Priority',
    mutation: 'triggerIncident',
    field: ['input', 'priority'],
    input: (ref) => `${SERVICE} priority: ${ref}`,
  },
  {
    type: 'Priority',
    mutation: 'updateIncident',
    field: ['input', 'priority'],
    input: (ref) => `incident: { number: 1260 } priority: ${ref}`,
  },
  {
    type: 'PagerDutyUser',
    mutation: 'reassignIncident',
    field: ['input', 'to', 'users'],
    input: (ref) => to(`{ users: [${ref}] }`),
  },
  {
    type: 'EscalationPolicy',
    mutation: 'reassignIncident',
    field: ['input', 'to', 'escalationPolicy'],
    input: (ref) => to(`{ escalationPolicy: ${ref} }`),
  },
];

const NUMBERED = '{ number: 1260 }';

const titled = (references: readonly Reference[]) =>
  references.map((one) => [`${one.mutation}, ${one.field.join('.')}`, one] as const);

interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly field: readonly string[] | null;
}

interface Payload {
  readonly changed?: boolean;
  readonly results?: readonly { readonly changed: boolean; readonly userErrors: readonly Refusal[] }[];
  readonly userErrors: readonly Refusal[];
}

async function payloadOf({ mutation, input }: Reference, ref: string): Promise<Payload> {
  const results = mutation.endsWith('s') && mutation !== 'mergeIncidents';
  const errors = 'userErrors { code message field }';
  const changed = /^(?:acknowledge|resolve|reopen)/.test(mutation) && !results ? 'changed' : '';
  const { data, errors: failed } = await stage.run(`mutation { answer: ${mutation}(input: { ${input(ref)} ${ACTOR} }) {
    ${changed} ${results ? `results { changed ${errors} }` : ''} ${errors} } }`);
  expect(failed).toBeUndefined();
  return data?.['answer'] as Payload;
}

/** The refusal of a mutation of one, and that of the only item of one of many. */
async function refusalOf(reference: Reference, ref: string): Promise<Refusal | undefined> {
  const { results, userErrors } = await payloadOf(reference, ref);
  return results ? results[0]?.userErrors[0] : userErrors[0];
}

beforeEach(() => {
  stage.rewrite = () => ({});
  stage.sandbox().control.pagerduty.reset();
});

describe('an incident that PagerDuty does not have', () => {
  test.each(titled(OF_INCIDENTS))('by its number is NOT_FOUND, and named: %s', async (_, reference) => {
    const refusal = await refusalOf(reference, '{ number: 999999 }');
    expect(refusal).toMatchObject({ code: 'NOT_FOUND', message: 'PagerDuty has no incident #999999.' });
    expect(refusal?.field?.join('.')).toContain(reference.field.join('.'));
  });

  test.each(titled(OF_INCIDENTS))('by its id is NOT_FOUND, and named: %s', async (_, reference) => {
    const refusal = await refusalOf(reference, '{ pagerDutyId: "PNOBODY" }');
    expect(refusal).toMatchObject({ code: 'NOT_FOUND', field: reference.field });
    expect(refusal?.message).toBe('PagerDuty has no incident PNOBODY.');
  });

  test.each(titled(OF_INCIDENTS))('by its key is NOT_FOUND, and named: %s', async (_, reference) => {
    const ref = '{ dedup: { service: { pagerDutyId: "PSVC001" }, dedupKey: "no/such/key" } }';
    const message = 'PagerDuty has no incident with the key “no/such/key” on the service PSVC001.';
    expect(await refusalOf(reference, ref)).toMatchObject({ code: 'NOT_FOUND', message });
  });

  test.each(titled(OF_INCIDENTS))('any more, when it comes to the write, is NOT_FOUND: %s', async (_, reference) => {
    const isSnoozed = reference.mutation === 'snoozeIncident';
    const isReopened = reference.mutation === 'reopenIncident';
    const number = isSnoozed ? 1258 : 1260;
    if (isReopened) await payloadOf(at('resolveIncident'), `{ number: ${number} }`);
    stage.rewrite = ({ method }) =>
      method === 'GET' ? {} : { status: 404, text: '{"error":{"message":"Not Found","code":2100}}' };
    const refusal = await refusalOf(reference, `{ number: ${number} }`);
    expect(refusal).toMatchObject({ code: 'NOT_FOUND' });
    expect(refusal?.field?.[0]).toBe('input');
  });
});

describe('an incident of another account', () => {
  test.each(titled(OF_INCIDENTS))('is INVALID_INPUT at its id: %s', async (_, reference) => {
    const ref = '{ id: "pagerduty://second/Incident/PT4KHLK" }';
    const { userErrors } = await payloadOf(reference, ref);
    expect(userErrors).toMatchObject([{ code: 'INVALID_INPUT' }]);
    expect(userErrors[0]?.field?.at(-1)).toBe('id');
  });
});

describe('an incident that was merged into another', () => {
  const MERGED = 1259;

  beforeEach(async () => {
    const merge = `into: { number: 1258 } sources: [{ number: ${MERGED} }]`;
    const { data } = await stage.run(
      `mutation { answer: mergeIncidents(input: { ${merge} ${ACTOR} }) { userErrors { code } } }`,
    );
    expect(data).toEqual({ answer: { userErrors: [] } });
  });

  test.each([
    ['acknowledgeIncident', at('acknowledgeIncident'), 'CONFLICT'],
    ['resolveIncident', at('resolveIncident'), undefined],
    ['reassignIncident', at('reassignIncident', 'to: { users: [{ pagerDutyId: "PUSR002" }] }'), 'CONFLICT'],
    ['snoozeIncident', at('snoozeIncident', 'durationSeconds: 60'), 'CONFLICT'],
    ['addIncidentNote', at('addIncidentNote', 'content: "Seen"'), undefined],
    ['mergeIncidents, into', OF_INCIDENTS[8] as Reference, 'CONFLICT'],
    ['mergeIncidents, sources', OF_INCIDENTS[9] as Reference, 'CONFLICT'],
    ['acknowledgeIncidents', OF_INCIDENTS[10] as Reference, 'CONFLICT'],
    ['resolveIncidents', OF_INCIDENTS[11] as Reference, undefined],
  ])('is resolved: %s', async (_, reference, code) => {
    const input = reference.field[1] === 'into' ? `into: { number: ${MERGED} } sources: [{ number: 1260 }]` : undefined;
    const asked = input === undefined ? reference : { ...reference, input: () => input };
    expect((await refusalOf(asked, `{ number: ${MERGED} }`))?.code).toBe(code);
  });
});

describe('what an incident is to be given to, or to be of', () => {
  test.each(titled(OF_OTHERS))('is NOT_FOUND where it stands, and named: %s', async (_, reference) => {
    const refusal = await refusalOf(reference, '{ pagerDutyId: "PNOBODY" }');
    expect(refusal).toMatchObject({ code: 'NOT_FOUND', field: reference.field });
    expect(refusal?.message).toMatch(/^PagerDuty has no (?:service|user|escalation policy|priority) PNOBODY\.$/);
  });

  test('is named by the e-mail or the name it was asked for by', async () => {
    const assignee = await refusalOf(at('reassignIncident', 'to: { users: [{ email: "no@example.com" }] }'), NUMBERED);
    expect(assignee?.message).toBe('PagerDuty has no user with the e-mail no@example.com.');
    const priority = await refusalOf(at('updateIncident', 'priority: { name: "P99" }'), NUMBERED);
    expect(priority?.message).toBe('PagerDuty has no priority named “P99”.');
  });

  test('is one of several where PagerDuty does not say which', async () => {
    const both = 'to: { users: [{ pagerDutyId: "PUSR002" }, { pagerDutyId: "PNOBODY" }] }';
    const refusal = await refusalOf(at('reassignIncident', both), NUMBERED);
    expect(refusal?.message).toBe('PagerDuty lacks one of the users PUSR002, PNOBODY.');
  });

  test.each(OF_OTHERS.map((one) => [`${one.mutation}, ${one.field.join('.')}`, one] as const))(
    'is INVALID_INPUT at its id when it is of another account: %s',
    async (_, reference) => {
      const { userErrors } = await payloadOf(reference, `{ id: "pagerduty://second/${reference.type}/PNOBODY" }`);
      expect(userErrors).toMatchObject([{ code: 'INVALID_INPUT' }]);
      expect(userErrors[0]?.field?.at(-1)).toBe('id');
    },
  );
});

describe('a 404', () => {
  const GONE = { status: 404, text: '{"error":{"message":"Not Found","code":2100}}' };

  test('on the priorities says that the account has none', async () => {
    stage.rewrite = ({ path }) => (path.startsWith('/priorities') ? GONE : {});
    const { data } = await stage.run('{ pagerDutyAccount { priorities { name } } }');
    expect(data).toEqual({ pagerDutyAccount: { priorities: [] } });
  });

  test.each([
    ['teams', '{ pagerDutyAccount { answer: teams { nodes { id } } } }', '/teams'],
    ['incidents', '{ answer: incidents { nodes { id } } }', '/incidents'],
    ['services', '{ pagerDutyAccount { answer: services { nodes { id } } } }', '/services'],
    ['destinations', '{ answer: pagerDutyDestinations { nodes { id } } }', '/client'],
  ])('on a list says that this account is not offered it: %s', async (_, document, path) => {
    stage.rewrite = (answered) => (answered.path.startsWith(path) ? GONE : {});
    const { errors } = await stage.run(document);
    expect(errors).toMatchObject([{ extensions: { code: 'FEATURE_UNAVAILABLE' } }]);
  });

  test('on the way to an incident whose page is read is null, and no error', async () => {
    expect(await stage.run('{ incident(by: { number: 999999 }) { id } }')).toMatchObject({ data: { incident: null } });
  });
});

test('a malformed actor is unknown, though the refusal speaks of the header', async () => {
  const text = JSON.stringify({
    error: { message: 'Invalid "From" header', code: 1028, errors: ['From is malformed'] },
  });
  stage.rewrite = ({ method }) => (method === 'GET' ? {} : { status: 400, text });
  expect(await refusalOf(at('resolveIncident'), '{ number: 1260 }')).toMatchObject({
    code: 'ACTOR_UNKNOWN',
    field: ['input', 'actor'],
  });
});
