import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { jwtIssuer } from '../auth/jwt-issuer.js';
import { bearer, liveGateways, passKeysFileAge, sha256, type LiveGateway } from '../harness.js';
import { ANYONE, eventStreams, nextData, OPEN_INCIDENTS, waitForLog } from './live-harness.js';

const { open, writeFile } = liveGateways();
const { subscribe } = eventStreams();
const issuer = jwtIssuer();

/** Only intervals and the date: sockets, the feed and the client keep their timers. */
const REAL_TIMERS = [
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
  'setTimeout',
  'clearTimeout',
] as const;

beforeEach(() => void jest.useFakeTimers({ doNotFake: [...REAL_TIMERS] }));
afterEach(() => {
  jest.restoreAllMocks();
  jest.useRealTimers();
});

const endOf = (code: string, message: string) => ({ event: 'next', data: { extensions: { end: { code, message } } } });

const lastReason = ({ log }: LiveGateway) => log.at(-1)?.details;

interface KeyEntry {
  readonly scopes: readonly string[];
  readonly accounts?: readonly string[];
}

const FULL_KEY: KeyEntry = { scopes: ['INCIDENTS_READ', 'INCIDENTS_WRITE'], accounts: ['main', 'second'] };

/** Writes the file of API keys; `reader` may be removed. */
function writeKeys(reader: KeyEntry | undefined): string {
  const other = { name: 'other', sha256: sha256('pg_other'), scopes: ['INCIDENTS_READ'] };
  const entries = reader ? [{ name: 'reader', sha256: sha256('pg_reader'), ...reader }, other] : [other];
  return writeFile('live-keys.json', entries);
}

describe('an event stream', () => {
  test('has a heartbeat every 15 s', async () => {
    const gateway = await open(ANYONE);
    const stream = await subscribe(gateway, OPEN_INCIDENTS);
    await nextData(stream);
    jest.advanceTimersByTime(15_000);
    expect(await stream.next()).toEqual({ event: 'comment', data: null });
  });

  test('ends with the access token, with the reason and without complete', async () => {
    const gateway = await open(issuer.env());
    const token = await issuer.token({ claims: { scope: 'incidents:read' }, expiresIn: 60 });
    const stream = await subscribe(gateway, OPEN_INCIDENTS, { headers: bearer(token) });
    await nextData(stream);
    jest.advanceTimersByTime(85_000);
    jest.advanceTimersByTime(10_000);
    expect(await stream.rest()).toMatchObject([endOf('UNAUTHENTICATED', 'The access token has expired.')]);
    await waitForLog(gateway, 'GraphQL subscription ended');
    expect(lastReason(gateway)).toMatchObject({ reason: 'UNAUTHENTICATED', events: 1 });
  });

  test.each<[string, KeyEntry | undefined, ReturnType<typeof endOf>]>([
    ['is removed', undefined, endOf('UNAUTHENTICATED', 'The API key was removed.')],
    [
      'loses a scope',
      { ...FULL_KEY, scopes: ['INCIDENTS_READ'] },
      endOf('FORBIDDEN', 'The credential lost the scope INCIDENTS_WRITE.'),
    ],
    ['loses an account', { ...FULL_KEY, accounts: ['main'] }, endOf('FORBIDDEN', 'The credential lost an account.')],
  ])('ends within 5 s when its API key %s', async (_what, changed, end) => {
    const gateway = await open({ API_KEYS_FILE: writeKeys(FULL_KEY) }, { secondAccount: true });
    const stream = await subscribe(gateway, OPEN_INCIDENTS, { headers: bearer('pg_reader') });
    const other = await subscribe(gateway, OPEN_INCIDENTS, { headers: bearer('pg_other') });
    await Promise.all([nextData(stream), nextData(other)]);
    writeKeys(changed);
    passKeysFileAge();
    jest.advanceTimersByTime(5_000);
    expect(await stream.rest()).toMatchObject([end]);
    jest.advanceTimersByTime(10_000);
    expect(await other.next()).toEqual({ event: 'comment', data: null });
  });

  test('goes on when its API key gains a right or the file is written again', async () => {
    const gateway = await open({ API_KEYS_FILE: writeKeys(FULL_KEY) }, { secondAccount: true });
    const stream = await subscribe(gateway, OPEN_INCIDENTS, { headers: bearer('pg_reader') });
    await nextData(stream);
    writeKeys({ scopes: [...FULL_KEY.scopes, 'DESTINATIONS_READ'] });
    passKeysFileAge();
    jest.advanceTimersByTime(15_000);
    expect(await stream.next()).toEqual({ event: 'comment', data: null });
  });

  test('ends when the process stops, which does not wait for it', async () => {
    const gateway = await open(ANYONE);
    const stream = await subscribe(gateway, OPEN_INCIDENTS);
    await nextData(stream);
    const rest = stream.rest();
    await gateway.gateway.stop();
    expect(await rest).toMatchObject([endOf('UPSTREAM_UNAVAILABLE', 'The gateway is shutting down. Connect again.')]);
    expect(gateway.log.find(({ message }) => message === 'GraphQL subscription ended')?.details).toMatchObject({
      reason: 'UPSTREAM_UNAVAILABLE',
    });
  });

  test('keeps the feed for 60 s after it has ended, and no longer', async () => {
    const gateway = await open(ANYONE);
    const stream = await subscribe(gateway, OPEN_INCIDENTS);
    await nextData(stream);
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance'] });
    stream.close();
    await waitForLog(gateway, 'GraphQL subscription ended');
    const readSource = async () => (await gateway.run('{ pagerDutyAccount { live { source } } }')).data;
    jest.advanceTimersByTime(59_000);
    expect(await readSource()).toEqual({ pagerDutyAccount: { live: { source: 'POLL' } } });
    jest.advanceTimersByTime(1_000);
    expect(await readSource()).toEqual({ pagerDutyAccount: { live: { source: null } } });
  });
});
