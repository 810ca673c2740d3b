import { describe, expect, test } from '@jest/globals';
import { sandboxGateway } from '../../../../operations/sandbox-gateway.js';
import { bearer, sha256, liveGateways, type LiveGateway } from '../../../../server/harness.js';

const { open, writeFile } = liveGateways();

const KEY = 'pg_a-key-for-acknowledgers';
const CALLER_EMAIL = 'tomasz.wilk@example.com';
const OTHER_EMAIL = 'maren.solberg@example.com';
const ACCOUNT_EMAIL = 'henrik.dahl@example.com';

const ACKNOWLEDGE_ONE = `mutation ($actor: EmailAddress) {
  answer: acknowledgeIncident(input: { incident: { number: 1260 }, actor: $actor }) {
    changed userErrors { code field }
  }
}`;
const ACKNOWLEDGE_MANY = `mutation ($actor: EmailAddress) {
  answer: acknowledgeIncidents(input: { incidents: [{ number: 1260 }, { number: 1259 }], actor: $actor }) {
    results { userErrors { code } } userErrors { code field }
  }
}`;

const REFUSED = { answer: { userErrors: [{ code: 'ACTOR_REQUIRED', field: ['input', 'actor'] }] } };

const writeActors = ({ calls }: LiveGateway) => calls().flatMap(({ method, from }) => (method === 'PUT' ? [from] : []));

/** For an account with a default person, and a caller with or without an e-mail. */
function openGateway(email?: string, env: Record<string, string> = {}): Promise<LiveGateway> {
  const scopes = ['INCIDENTS_READ', 'INCIDENTS_WRITE', 'INCIDENTS_IMPERSONATE'];
  const entry = { name: 'caller', sha256: sha256(KEY), scopes, email };
  return open(
    { API_KEYS_FILE: writeFile('acknowledgers.json', [entry]), ...env },
    { accountOverrides: { from: ACCOUNT_EMAIL } },
  );
}

describe.each([
  ['one', ACKNOWLEDGE_ONE],
  ['many', ACKNOWLEDGE_MANY],
])('to acknowledge %s', (_, document) => {
  test('an actor is required before any call, because PagerDuty assigns the incident to the actor', async () => {
    const house = await openGateway();
    const { data } = await house.run(document, bearer(KEY));
    expect(data).toMatchObject(REFUSED);
    expect(house.calls()).toEqual([]);
  });

  test('the caller is the actor when it has an e-mail', async () => {
    const house = await openGateway(CALLER_EMAIL);
    expect((await house.run(document, bearer(KEY))).data).toMatchObject({ answer: { userErrors: [] } });
    expect(writeActors(house)).toEqual([CALLER_EMAIL]);
  });

  test('the actor of the input is the actor', async () => {
    const house = await openGateway();
    expect((await house.run(document, bearer(KEY), { actor: OTHER_EMAIL })).data).toMatchObject({
      answer: { userErrors: [] },
    });
    expect(writeActors(house)).toEqual([OTHER_EMAIL]);
  });

  test('the default person of the account is the actor when the operator allows it', async () => {
    const house = await openGateway(undefined, { PAGERDUTY_FROM_MAY_ACKNOWLEDGE: 'on' });
    expect((await house.run(document, bearer(KEY))).data).toMatchObject({ answer: { userErrors: [] } });
    expect(writeActors(house)).toEqual([ACCOUNT_EMAIL]);
  });

  test('the setting of an account precedes the setting of the gateway', async () => {
    const own = { from: ACCOUNT_EMAIL, fromMayAcknowledge: false };
    const house = await open(
      { ANONYMOUS_SCOPES: 'INCIDENTS_WRITE', PAGERDUTY_FROM_MAY_ACKNOWLEDGE: 'on' },
      { accountOverrides: own },
    );
    expect((await house.run(document)).data).toMatchObject(REFUSED);
    expect(house.calls()).toEqual([]);
  });
});

describe('in the sandbox', () => {
  const { run, sent } = sandboxGateway();

  test('an acknowledge without an actor is refused', async () => {
    expect((await run(ACKNOWLEDGE_ONE)).data).toMatchObject(REFUSED);
    expect(sent).toEqual([]);
  });
});
