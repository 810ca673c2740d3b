import { describe, expect, test } from '@jest/globals';
import { isInputObjectType, getNamedType } from 'graphql';
import type { Scope } from '../../../../src/config/scopes.js';
import { createSchema } from '../../../../src/graph/schema.js';
import { createOperationGenerator, seededRandom } from '../../../properties/random-operation.js';
import { bearer, errorCodes, sha256, liveGateways, type LiveGateway } from '../../../server/harness.js';

const { open, writeFile, sandbox } = liveGateways();

const KEY = 'pg_a-key-for-actors';
const CALLER_EMAIL = 'tomasz.wilk@example.com';
const OTHER_EMAIL = 'maren.solberg@example.com';
const WRITES: readonly Scope[] = ['INCIDENTS_READ', 'INCIDENTS_WRITE'];

function openGateway(scopes: readonly Scope[], email?: string, pagerDutyKey?: string): Promise<LiveGateway> {
  const entry = { name: 'caller', sha256: sha256(KEY), scopes, email };
  return open({ API_KEYS_FILE: writeFile('actors.json', [entry]) }, { pagerDutyKey });
}

const TRIGGER = `mutation ($actor: EmailAddress) {
  triggerIncident(input: { service: { pagerDutyId: "PSVC001" }, title: "A page", actor: $actor }) {
    created userErrors { code field message }
  }
}`;

const trigger = ({ run }: LiveGateway, actor?: string) => run(TRIGGER, bearer(KEY), { actor });

const actorRefusal = (code: string) => ({
  triggerIncident: { created: false, userErrors: [{ code, field: ['input', 'actor'], message: expect.any(String) }] },
});

const successPayload = { triggerIncident: { created: true, userErrors: [] } };

describe('the actor of a change is', () => {
  test('the caller, when the input has no actor', async () => {
    const house = await openGateway(WRITES, CALLER_EMAIL);
    expect((await trigger(house)).data).toEqual(successPayload);
    expect(house.calls().map(({ from }) => from)).toEqual([CALLER_EMAIL]);
  });

  test('the caller, who may also name itself in any letter case', async () => {
    const house = await openGateway(WRITES, CALLER_EMAIL);
    expect((await trigger(house, CALLER_EMAIL.toUpperCase())).data).toEqual(successPayload);
  });

  test('another user only with the scope for it, checked before any call', async () => {
    const house = await openGateway(WRITES, CALLER_EMAIL);
    const response = await trigger(house, OTHER_EMAIL);
    expect(errorCodes(response)).toEqual(['FORBIDDEN']);
    expect(response.errors[0]).toMatchObject({
      message: 'Scope INCIDENTS_IMPERSONATE is required.',
      extensions: { outcome: 'NOT_SENT' },
    });
    expect(house.calls()).toEqual([]);
    const trusted = await openGateway([...WRITES, 'INCIDENTS_IMPERSONATE'], CALLER_EMAIL);
    expect((await trigger(trusted, OTHER_EMAIL)).data).toEqual(successPayload);
    expect(trusted.calls().map(({ from }) => from)).toEqual([OTHER_EMAIL]);
  });

  test('unknown, when PagerDuty does not know the e-mail', async () => {
    const house = await openGateway(WRITES, 'nobody@example.com');
    expect((await trigger(house)).data).toEqual({
      triggerIncident: {
        created: false,
        userErrors: [
          { code: 'ACTOR_UNKNOWN', field: null, message: expect.stringMatching(/e-mail of your API key or token/) },
        ],
      },
    });
    const named = await trigger(house, 'nobody@example.com');
    expect(named.data).toEqual(actorRefusal('ACTOR_UNKNOWN'));
  });

  test('required: its absence is reported before any call once the key is known to be the account’s', async () => {
    const house = await openGateway(WRITES);
    await house.gateway.checkConfig();
    const before = house.calls().length;
    expect((await trigger(house)).data).toEqual(actorRefusal('ACTOR_REQUIRED'));
    expect(house.calls().length - before).toBe(0);
  });
});

describe('every mutation with an actor', () => {
  const mutations = Object.values(createSchema().getMutationType()?.getFields() ?? {}).filter(({ args }) =>
    args.some(({ type }) => {
      const input = getNamedType(type);
      return isInputObjectType(input) && 'actor' in input.getFields();
    }),
  );
  const written = createOperationGenerator({
    schema: createSchema(),
    random: seededRandom(2),
    optionalProbability: 1,
    depth: 0,
    scalars: {
      String: ['"PSVC001"'],
      ID: ['"pagerduty://main/Incident/PT4KHLK"'],
      Int: ['60'],
      Boolean: ['true'],
      DateTime: ['"2030-01-01T09:00:00Z"'],
      EmailAddress: [`"${OTHER_EMAIL}"`],
      JSON: ['"fog"'],
    },
  });

  test.each(mutations.map((field) => [field.name, field] as const))(
    '%s refuses another user’s e-mail',
    async (_name, field) => {
      const house = await openGateway(WRITES, CALLER_EMAIL);
      const document = written.operation('mutation', field).replace(/account: "[^"]*",? ?/, '');
      expect(errorCodes(await house.run(document, bearer(KEY)))).toEqual(['FORBIDDEN']);
      expect(house.calls()).toEqual([]);
    },
  );
});

describe('values for upstream headers and paths', () => {
  test.each(['ines@example.com\r\nX-Evil: yes', 'ines@example.com\u0000', 'ines@example.com, eve@example.com'])(
    'an e-mail with trailing text is refused (%j)',
    async (actor) => {
      const house = await openGateway([...WRITES, 'INCIDENTS_IMPERSONATE']);
      expect(errorCodes(await trigger(house, actor))).toEqual(['BAD_USER_INPUT']);
      expect(house.calls()).toEqual([]);
    },
  );

  test.each(['../users', 'PT4KHLK/../../users/me', 'PT4KHLK?x=1', 'PT4KHLK\r\n', '%2e%2e', '.', ''])(
    'an id with anything beside it is refused (%j)',
    async (pagerDutyId) => {
      const house = await openGateway(WRITES, CALLER_EMAIL);
      const query = 'query ($id: String!) { incident(by: { pagerDutyId: $id }) { id } }';
      expect(errorCodes(await house.run(query, bearer(KEY), { id: pagerDutyId }))).toEqual(['BAD_USER_INPUT']);
      expect(house.calls()).toEqual([]);
    },
  );
});

const warningDetails = ({ log }: LiveGateway) =>
  log.filter(({ level }) => level === 'warn').map(({ details }) => details);

describe('the log at start-up', () => {
  test('names the owner and the state of each key, in one line per account', async () => {
    const { gateway, log } = await openGateway(WRITES);
    await gateway.checkConfig();
    const reported = log.filter(({ message }) => message === 'Configuration checked').map(({ details }) => details);
    expect(reported).toEqual([
      expect.objectContaining({
        upstream: 'PAGERDUTY',
        account: 'main',
        ok: expect.arrayContaining(['key: REST API key of the account.', 'incidents: Readable.']),
        notChecked: expect.arrayContaining([expect.stringMatching(/^changes: /)]),
      }),
      expect.objectContaining({
        upstream: 'CLOUDFLARE',
        account: 'main',
        ok: expect.arrayContaining(['plan: Includes PagerDuty destinations.']),
      }),
      { problems: 0, ok: ['API keys: 1 in the list.', 'without credentials: Scopes: none.'], notChecked: [] },
    ]);
    expect(JSON.stringify(log)).not.toContain('sandbox-');
  });

  test('warns about a wrong key, names both kinds of key, and does not stop the start', async () => {
    const house = await openGateway(WRITES, undefined, 'not-the-key');
    await house.gateway.checkConfig();
    expect(warningDetails(house)).toEqual([
      {
        upstream: 'PAGERDUTY',
        account: 'main',
        check: 'key',
        code: 'UPSTREAM_UNAUTHENTICATED',
        reason: expect.stringContaining('requires a user’s or an account’s REST API key'),
        remedy: expect.any(String),
      },
    ]);
    expect(JSON.stringify(house.log)).not.toContain('not-the-key');
  });

  test('warns that an account key has no actor', async () => {
    const house = await openGateway(WRITES);
    await house.gateway.checkConfig();
    expect(warningDetails(house)).toEqual([
      expect.objectContaining({ check: 'actor', reason: expect.stringContaining('PAGERDUTY_FROM is not set') }),
    ]);
  });

  test('warns that PagerDuty does not know PAGERDUTY_FROM', async () => {
    const house = await open(
      { ANONYMOUS_SCOPES: 'INCIDENTS_READ' },
      { accountOverrides: { from: 'nobody@example.com' } },
    );
    await house.gateway.checkConfig();
    expect(warningDetails(house)).toEqual([
      expect.objectContaining({
        check: 'actor',
        code: 'ACTOR_UNKNOWN',
        reason: expect.stringContaining('No PagerDuty user has the e-mail of PAGERDUTY_FROM'),
      }),
    ]);
  });

  test('omits the checks that a stop aborted, and the stop does not wait for them', async () => {
    const house = await openGateway(WRITES);
    sandbox().control.pagerduty.addFault({ kind: 'hang', path: '/users/me' });
    sandbox().control.cloudflare.addFault({ kind: 'hang', path: '/destinations/eligible' });
    const checked = house.gateway.checkConfig();
    const began = performance.now();
    await house.gateway.stop();
    await checked;
    expect(performance.now() - began).toBeLessThan(2_000);
    expect(house.log.filter(({ message }) => String(message).startsWith('Configuration'))).toEqual([]);
  });
});

describe('an idempotency key', () => {
  test('belongs to its caller: another caller with the same key does not get the first result', async () => {
    const second = 'pg_another-key';
    const entries = [KEY, second].map((key, index) => ({
      name: `caller ${index}`,
      sha256: sha256(key),
      scopes: WRITES,
      email: CALLER_EMAIL,
    }));
    const { run } = await open({ API_KEYS_FILE: writeFile('actors.json', entries) });
    const document = `mutation { triggerIncident(
      input: { service: { pagerDutyId: "PSVC001" }, title: "A page", idempotencyKey: "same" }
    ) { created incident { id } } }`;
    const [mine, again, theirs] = [
      await run(document, bearer(KEY)),
      await run(document, bearer(KEY)),
      await run(document, bearer(second)),
    ];
    expect(again.data).toEqual(mine.data);
    expect(theirs.data).toMatchObject({ triggerIncident: { created: true } });
    expect(theirs.data).not.toEqual(mine.data);
  });
});
