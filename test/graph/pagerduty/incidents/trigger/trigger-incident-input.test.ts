import { describe, expect, test } from '@jest/globals';
import { mockGateway } from '../../../mock-gateway.js';
import { incidentBody } from '../../../upstream-responses.js';

const { pagerduty, run } = mockGateway();

function trigger(input: Record<string, unknown>) {
  return run<{ triggerIncident: unknown }>(
    `mutation ($input: TriggerIncidentInput!) {
      triggerIncident(input: $input) { created incident { id } userErrors { code field } }
    }`,
    { input: { service: { pagerDutyId: 'PIJ90N7' }, title: 'Disk full', ...input } },
  );
}

/** The title that PagerDuty receives. */
async function sentTitle(title: string, values: Readonly<Record<string, string>>): Promise<unknown> {
  pagerduty.expects('POST', '/incidents').respondsWith(201, incidentBody());
  const titleValues = Object.entries(values).map(([name, value]) => ({ name, value }));
  expect((await trigger({ title, titleValues })).data.triggerIncident).toMatchObject({ userErrors: [] });
  return (pagerduty.call().body as { incident: { title: string } }).incident.title;
}

describe('a title template', () => {
  const TITLE = 'Alert {ACTION} for {MSG} at {TIME}';

  test('is filled with the values', async () => {
    const values = { TIME: '03:00', ACTION: 'raised', MSG: 'disk full on db03' };
    expect(await sentTitle(TITLE, values)).toBe('Alert raised for disk full on db03 at 03:00');
  });

  test('is filled once: values that look like names or patterns stay unchanged', async () => {
    const values = { MSG: '{TIME} $& $1', TIME: '03:00' };
    expect(await sentTitle(TITLE, values)).toBe('Alert {ACTION} for {TIME} $& $1 at 03:00');
  });

  test('may have 1024 characters, where an emoji counts as one', async () => {
    const filled = `${'x'.repeat(1000)}${'\u{1F525}'.repeat(24)}`;
    expect(await sentTitle('{MSG}', { MSG: filled })).toBe(filled);
  });

  test('keeps its braces without values', async () => {
    expect(await sentTitle(TITLE, {})).toBe(TITLE);
  });
});

describe('a trigger with an invalid argument is refused before PagerDuty is called', () => {
  const MSG = { name: 'MSG', value: 'x' };
  const ASSIGNEE = { email: 'earline@example.com' };

  test.each<[string, Record<string, unknown>, string[]]>([
    ['an empty title', { title: '' }, ['title']],
    ['a blank title', { title: ' \n ' }, ['title']],
    ['a title with a blank value', { title: '{MSG}', titleValues: [{ name: 'MSG', value: ' ' }] }, ['title']],
    ['a title of 1025 characters', { title: 'x'.repeat(1025) }, ['title']],
    [
      'a title longer than 1024 characters with its values',
      { title: '{MSG}{MSG}', titleValues: [{ name: 'MSG', value: 'x'.repeat(513) }] },
      ['title'],
    ],
    [
      'a title of 300 MB with its values',
      { title: '{MSG}'.repeat(3000), titleValues: [{ name: 'MSG', value: 'x'.repeat(100_000) }] },
      ['title'],
    ],
    [
      'more values than a title can hold',
      { titleValues: Array.from({ length: 101 }, (_, index) => ({ name: `N${index}`, value: 'x' })) },
      ['titleValues'],
    ],
    ['a name in lower case', { titleValues: [{ name: 'msg', value: 'x' }] }, ['titleValues', '0', 'name']],
    ['a name given twice', { titleValues: [MSG, MSG] }, ['titleValues', '1', 'name']],
    ['an empty key', { dedupKey: '' }, ['dedupKey']],
    ['a blank key', { dedupKey: ' ' }, ['dedupKey']],
    ['a key of 256 characters', { dedupKey: 'k'.repeat(256) }, ['dedupKey']],
    ['a key with a control character', { dedupKey: 'a\u0000b' }, ['dedupKey']],
    ['the urgency UNKNOWN', { urgency: 'UNKNOWN' }, ['urgency']],
    ['a blank type', { incidentType: ' ' }, ['incidentType']],
    ['a service id with a path', { service: { pagerDutyId: '..' } }, ['service', 'pagerDutyId']],
    ['an account that is not configured', { account: 'third' }, ['account']],
    ['an empty account', { account: '' }, ['account']],
    ['an invalid priority', { priority: { pagerDutyId: '' } }, ['priority', 'pagerDutyId']],
    ['a blank priority', { priority: { name: ' ' } }, ['priority', 'name']],
    [
      'an invalid priority, before the assignee is looked up',
      { target: { assignee: ASSIGNEE }, priority: { pagerDutyId: '.' } },
      ['priority', 'pagerDutyId'],
    ],
    [
      'an escalation policy id of another type',
      { target: { escalationPolicy: { id: 'pagerduty://main/Team/PQ9K7I8' } } },
      ['target', 'escalationPolicy', 'id'],
    ],
  ])('%s', async (_, input, field) => {
    const { data, errors } = await trigger(input);
    expect(errors).toBeUndefined();
    expect(data.triggerIncident).toEqual({
      created: false,
      incident: null,
      userErrors: [{ code: 'INVALID_INPUT', field: ['input', ...field] }],
    });
  });

  test.each([
    ['both kinds of target', { assignee: ASSIGNEE, escalationPolicy: { pagerDutyId: 'PT20YPA' } }],
    ['an empty target', {}],
    ['a target that is null', { assignee: null }],
  ])('%s', async (_, target) => {
    expect(await trigger({ target })).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
    });
  });

  test.each([
    ['both kinds of target', '{ assignee: { pagerDutyId: "P1" }, escalationPolicy: { pagerDutyId: "P2" } }'],
    ['an empty target', '{}'],
    ['a target that is null', '{ assignee: null }'],
    ['a target whose variable is absent', '{ assignee: $who }'],
  ])('%s, in the document', async (_, target) => {
    const uses = target.includes('$who') ? '($who: UserRef)' : '';
    const document = `mutation ${uses} { triggerIncident(input: {
      service: { pagerDutyId: "PIJ90N7" }, title: "x", target: ${target}
    }) { created } }`;
    expect(await run(document)).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
    });
  });

  test('an actor that is not an e-mail address', async () => {
    expect(await trigger({ actor: 'earline' })).toMatchObject({ status: 400 });
    expect(await trigger({ actor: 'a@example.com\r\nx-evil: 1' })).toMatchObject({ status: 400 });
  });
});
