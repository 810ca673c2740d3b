import { describe, expect, test } from '@jest/globals';
import { sandboxGateway } from '../../../../operations/sandbox-gateway.js';
import { bearer, sha256, stage, type House } from '../../../../server/harness.js';

const { open, file } = stage();

const KEY = 'pg_a-key-for-acknowledgers';
const OWN = 'tomasz.wilk@example.com';
const OTHER = 'maren.solberg@example.com';
const FROM = 'henrik.dahl@example.com';

const ONE = `mutation ($actor: EmailAddress) {
  answer: acknowledgeIncident(input: { incident: { number: 1260 }, actor: $actor }) {
    changed userErrors { code field }
  }
}`;
const MANY = `mutation ($actor: EmailAddress) {
  answer: acknowledgeIncidents(input: { incidents: [{ number: 1260 }, { number: 1259 }], actor: $actor }) {
    results { userErrors { code } } userErrors { code field }
  }
}`;

const REFUSED = { answer: { userErrors: [{ code: 'ACTOR_REQUIRED', field: ['input', 'actor'] }] } };

const actors = ({ calls }: House) => calls().flatMap(({ method, from }) => (method === 'PUT' ? [from] : []));

/** Of the account's default person, and a caller with or without an e-mail. */
function openFor(email?: string, env: Record<string, string> = {}): Promise<House> {
  const scopes = ['INCIDENTS_READ', 'INCIDENTS_WRITE', 'INCIDENTS_IMPERSONATE'];
  const entry = { name: 'caller', sha256: sha256(KEY), scopes, email };
  return open({ API_KEYS_FILE: file('acknowledgers.json', [entry]), ...env }, { own: { from: FROM } });
}

describe.each([
  ['one', ONE],
  ['many', MANY],
])('to acknowledge %s', (_, document) => {
  test('somebody must be meant, for PagerDuty assigns to the acknowledger: refused before any call', async () => {
    const house = await openFor();
    const { data } = await house.ask(document, bearer(KEY));
    expect(data).toMatchObject(REFUSED);
    expect(house.calls()).toEqual([]);
  });

  test('the caller is meant who has an e-mail', async () => {
    const house = await openFor(OWN);
    expect((await house.ask(document, bearer(KEY))).data).toMatchObject({ answer: { userErrors: [] } });
    expect(actors(house)).toEqual([OWN]);
  });

  test('whoever is named is meant', async () => {
    const house = await openFor();
    expect((await house.ask(document, bearer(KEY), { actor: OTHER })).data).toMatchObject({
      answer: { userErrors: [] },
    });
    expect(actors(house)).toEqual([OTHER]);
  });

  test('the account’s default person is meant where the operator says so', async () => {
    const house = await openFor(undefined, { PAGERDUTY_FROM_MAY_ACKNOWLEDGE: 'on' });
    expect((await house.ask(document, bearer(KEY))).data).toMatchObject({ answer: { userErrors: [] } });
    expect(actors(house)).toEqual([FROM]);
  });

  test('an account’s own setting goes before the gateway’s', async () => {
    const own = { from: FROM, fromMayAcknowledge: false };
    const house = await open({ ANONYMOUS_SCOPES: 'INCIDENTS_WRITE', PAGERDUTY_FROM_MAY_ACKNOWLEDGE: 'on' }, { own });
    expect((await house.ask(document)).data).toMatchObject(REFUSED);
    expect(house.calls()).toEqual([]);
  });
});

describe('in the sandbox too', () => {
  const { run, sent } = sandboxGateway();

  test('an acknowledge that means nobody is refused', async () => {
    expect((await run(ONE)).data).toMatchObject(REFUSED);
    expect(sent).toEqual([]);
  });
});
