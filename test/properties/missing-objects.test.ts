import { beforeEach, describe, expect, test } from '@jest/globals';
import { rewrittenSandbox } from './rewritten-sandbox.js';

const rewritten = rewrittenSandbox();
const ACTOR = 'actor: "tomasz.wilk@example.com"';

/** One reference in a mutation: its path in the input, and the input around it. */
interface ReferenceCase {
  readonly mutation: string;
  readonly field: readonly string[];
  readonly input: (ref: string) => string;
}

const referenceCase = (mutation: string, more = '', field = ['input', 'incident']): ReferenceCase => ({
  mutation,
  field,
  input: (ref) => `incident: ${ref} ${more}`,
});

/** Every mutation with an incident. */
const INCIDENT_REFERENCES: readonly ReferenceCase[] = [
  referenceCase('acknowledgeIncident'),
  referenceCase('resolveIncident'),
  { ...referenceCase('resolveIncident'), input: (ref) => `incident: ${ref} note: "Over"` },
  referenceCase('reopenIncident'),
  referenceCase('updateIncident', 'title: "Other"'),
  referenceCase('reassignIncident', 'to: { users: [{ pagerDutyId: "PUSR002" }] }'),
  referenceCase('snoozeIncident', 'durationSeconds: 60'),
  referenceCase('addIncidentNote', 'content: "Seen"'),
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
  referenceCase('publishStatusUpdate', 'message: "Seen"'),
  referenceCase('cancelResponderRequests', 'responders: [{ user: { pagerDutyId: "PUSR003" } }]'),
  referenceCase('requestResponders', 'responders: [{ user: { pagerDutyId: "PUSR003" } }]'),
  referenceCase('setIncidentCustomFields', 'fields: [{ name: "tags", value: ["fog"] }]'),
];

const SERVICE = 'service: { pagerDutyId: "PSVC001" } title: "A page"';
const reassignTo = (target: string): string => `incident: { number: 1260 } to: ${target}`;

/** Every mutation with a service, a user, a policy or a priority. */
const OTHER_REFERENCES: readonly (ReferenceCase & { readonly type: string })[] = [
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
    input: (ref) => reassignTo(`{ users: [${ref}] }`),
  },
  {
    type: 'EscalationPolicy',
    mutation: 'reassignIncident',
    field: ['input', 'to', 'escalationPolicy'],
    input: (ref) => reassignTo(`{ escalationPolicy: ${ref} }`),
  },
];

const INCIDENT_BY_NUMBER = '{ number: 1260 }';

const withTitles = (references: readonly ReferenceCase[]) =>
  references.map((one) => [`${one.mutation}, ${one.field.join('.')}`, one] as const);

interface ReadRefusal {
  readonly code: string;
  readonly message: string;
  readonly field: readonly string[] | null;
}

interface MutationResult {
  readonly changed?: boolean;
  readonly results?: readonly { readonly changed: boolean; readonly userErrors: readonly ReadRefusal[] }[];
  readonly userErrors: readonly ReadRefusal[];
}

async function runMutation({ mutation, input }: ReferenceCase, ref: string): Promise<MutationResult> {
  const results = /^(?:acknowledge|resolve)Incidents$/.test(mutation);
  const errors = 'userErrors { code message field }';
  const changed = /^(?:acknowledge|resolve|reopen)/.test(mutation) && !results ? 'changed' : '';
  const { data, errors: failed } =
    await rewritten.run(`mutation { answer: ${mutation}(input: { ${input(ref)} ${ACTOR} }) {
    ${changed} ${results ? `results { changed ${errors} }` : ''} ${errors} } }`);
  expect(failed).toBeUndefined();
  return data?.['answer'] as MutationResult;
}

/** The refusal of a mutation of one incident, and that of the only item of a bulk mutation. */
async function readRefusal(reference: ReferenceCase, ref: string): Promise<ReadRefusal | undefined> {
  const { results, userErrors } = await runMutation(reference, ref);
  return results ? results[0]?.userErrors[0] : userErrors[0];
}

beforeEach(() => {
  rewritten.rewrite = () => ({});
  rewritten.sandbox().control.pagerduty.reset();
});

describe('an incident that PagerDuty does not have', () => {
  test.each(withTitles(INCIDENT_REFERENCES))('by its number is NOT_FOUND with its number: %s', async (_, reference) => {
    const refusal = await readRefusal(reference, '{ number: 999999 }');
    expect(refusal).toMatchObject({ code: 'NOT_FOUND', message: 'PagerDuty incident #999999 not found.' });
    expect(refusal?.field?.join('.')).toContain(reference.field.join('.'));
  });

  test.each(withTitles(INCIDENT_REFERENCES))('by its id is NOT_FOUND with its id: %s', async (_, reference) => {
    const refusal = await readRefusal(reference, '{ pagerDutyId: "PNOBODY" }');
    expect(refusal).toMatchObject({ code: 'NOT_FOUND', field: reference.field });
    expect(refusal?.message).toBe('PagerDuty incident PNOBODY not found.');
  });

  test.each(withTitles(INCIDENT_REFERENCES))('by its key is NOT_FOUND with its key: %s', async (_, reference) => {
    const ref = '{ dedup: { service: { pagerDutyId: "PSVC001" }, dedupKey: "no/such/key" } }';
    const message = 'PagerDuty has no incident with the dedup key “no/such/key” on service PSVC001.';
    expect(await readRefusal(reference, ref)).toMatchObject({ code: 'NOT_FOUND', message });
  });

  test.each(withTitles(INCIDENT_REFERENCES))('deleted before the write is NOT_FOUND: %s', async (_, reference) => {
    const isSnoozed = reference.mutation === 'snoozeIncident';
    const isReopened = reference.mutation === 'reopenIncident';
    const number = isSnoozed ? 1258 : 1260;
    if (isReopened) await runMutation(referenceCase('resolveIncident'), `{ number: ${number} }`);
    rewritten.rewrite = ({ method }) =>
      method === 'GET' ? {} : { status: 404, text: '{"error":{"message":"Not Found","code":2100}}' };
    const refusal = await readRefusal(reference, `{ number: ${number} }`);
    expect(refusal).toMatchObject({ code: 'NOT_FOUND' });
    expect(refusal?.field?.[0]).toBe('input');
  });
});

describe('an incident of another account', () => {
  test.each(withTitles(INCIDENT_REFERENCES))('is INVALID_INPUT at its id: %s', async (_, reference) => {
    const ref = '{ id: "pagerduty://second/Incident/PT4KHLK" }';
    const { userErrors } = await runMutation(reference, ref);
    expect(userErrors).toMatchObject([{ code: 'INVALID_INPUT' }]);
    expect(userErrors[0]?.field?.at(-1)).toBe('id');
  });
});

describe('an incident that was merged into another', () => {
  const MERGED = 1259;

  beforeEach(async () => {
    const merge = `into: { number: 1258 } sources: [{ number: ${MERGED} }]`;
    const { data } = await rewritten.run(
      `mutation { answer: mergeIncidents(input: { ${merge} ${ACTOR} }) { userErrors { code } } }`,
    );
    expect(data).toEqual({ answer: { userErrors: [] } });
  });

  test.each([
    ['acknowledgeIncident', referenceCase('acknowledgeIncident'), 'CONFLICT'],
    ['resolveIncident', referenceCase('resolveIncident'), undefined],
    ['reassignIncident', referenceCase('reassignIncident', 'to: { users: [{ pagerDutyId: "PUSR002" }] }'), 'CONFLICT'],
    ['snoozeIncident', referenceCase('snoozeIncident', 'durationSeconds: 60'), 'CONFLICT'],
    ['addIncidentNote', referenceCase('addIncidentNote', 'content: "Seen"'), undefined],
    ['mergeIncidents, into', INCIDENT_REFERENCES[8] as ReferenceCase, 'CONFLICT'],
    ['mergeIncidents, sources', INCIDENT_REFERENCES[9] as ReferenceCase, 'CONFLICT'],
    ['acknowledgeIncidents', INCIDENT_REFERENCES[10] as ReferenceCase, 'CONFLICT'],
    ['resolveIncidents', INCIDENT_REFERENCES[11] as ReferenceCase, undefined],
  ])('is resolved: %s', async (_, reference, code) => {
    const input = reference.field[1] === 'into' ? `into: { number: ${MERGED} } sources: [{ number: 1260 }]` : undefined;
    const requested = input === undefined ? reference : { ...reference, input: () => input };
    expect((await readRefusal(requested, `{ number: ${MERGED} }`))?.code).toBe(code);
  });
});

describe('the target of a reassignment or the filter of a list', () => {
  test.each(withTitles(OTHER_REFERENCES))('is NOT_FOUND at its place with its name: %s', async (_, reference) => {
    const refusal = await readRefusal(reference, '{ pagerDutyId: "PNOBODY" }');
    expect(refusal).toMatchObject({ code: 'NOT_FOUND', field: reference.field });
    expect(refusal?.message).toMatch(/^PagerDuty (?:service|user|escalation policy|priority) PNOBODY not found\.$/);
  });

  test('is named by the e-mail or the name of the input', async () => {
    const assignee = await readRefusal(
      referenceCase('reassignIncident', 'to: { users: [{ email: "no@example.com" }] }'),
      INCIDENT_BY_NUMBER,
    );
    expect(assignee?.message).toBe('PagerDuty has no user with the e-mail no@example.com.');
    const priority = await readRefusal(
      referenceCase('updateIncident', 'priority: { name: "P99" }'),
      INCIDENT_BY_NUMBER,
    );
    expect(priority?.message).toBe('PagerDuty has no priority named “P99”.');
  });

  test('is one of several when PagerDuty does not name it', async () => {
    const both = 'to: { users: [{ pagerDutyId: "PUSR002" }, { pagerDutyId: "PNOBODY" }] }';
    const refusal = await readRefusal(referenceCase('reassignIncident', both), INCIDENT_BY_NUMBER);
    expect(refusal?.message).toBe('PagerDuty user not found, one of: PUSR002, PNOBODY.');
  });

  test.each(OTHER_REFERENCES.map((one) => [`${one.mutation}, ${one.field.join('.')}`, one] as const))(
    'is INVALID_INPUT at its id when it is of another account: %s',
    async (_, reference) => {
      const { userErrors } = await runMutation(reference, `{ id: "pagerduty://second/${reference.type}/PNOBODY" }`);
      expect(userErrors).toMatchObject([{ code: 'INVALID_INPUT' }]);
      expect(userErrors[0]?.field?.at(-1)).toBe('id');
    },
  );
});

describe('a 404', () => {
  const GONE = { status: 404, text: '{"error":{"message":"Not Found","code":2100}}' };

  test('on the priorities means that the account has none', async () => {
    rewritten.rewrite = ({ path }) => (path.startsWith('/priorities') ? GONE : {});
    const { data } = await rewritten.run('{ pagerDutyAccount { priorities { name } } }');
    expect(data).toEqual({ pagerDutyAccount: { priorities: [] } });
  });

  test.each([
    ['teams', '{ pagerDutyAccount { answer: teams { nodes { id } } } }', '/teams'],
    ['incidents', '{ answer: incidents { nodes { id } } }', '/incidents'],
    ['services', '{ pagerDutyAccount { answer: services { nodes { id } } } }', '/services'],
    ['destinations', '{ answer: pagerDutyDestinations { nodes { id } } }', '/client'],
  ])('on a list means that the account lacks the feature: %s', async (_, document, path) => {
    rewritten.rewrite = (answered) => (answered.path.startsWith(path) ? GONE : {});
    const { errors } = await rewritten.run(document);
    expect(errors).toMatchObject([{ extensions: { code: 'FEATURE_UNAVAILABLE' } }]);
  });

  test('on the incident of a page is null without an error', async () => {
    expect(await rewritten.run('{ incident(by: { number: 999999 }) { id } }')).toMatchObject({
      data: { incident: null },
    });
  });
});

test('a malformed actor is unknown, although the refusal names the header', async () => {
  const text = JSON.stringify({
    error: { message: 'Invalid "From" header', code: 1028, errors: ['From is malformed'] },
  });
  rewritten.rewrite = ({ method }) => (method === 'GET' ? {} : { status: 400, text });
  expect(await readRefusal(referenceCase('resolveIncident'), '{ number: 1260 }')).toMatchObject({
    code: 'ACTOR_UNKNOWN',
    field: ['input', 'actor'],
  });
});
