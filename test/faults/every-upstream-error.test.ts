import { inspect } from 'node:util';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { TRANSPORT_ERROR_RULES, type TransportErrorKind } from '../../src/faults/transport-errors.js';
import { UPSTREAM_ERROR_RULES } from '../../src/faults/upstream-error-rules.js';
import { Fault } from '../../src/faults/fault.js';
import { MAX_UPSTREAM_BODY_BYTES } from '../../src/upstream/transport/http/content-encoding.js';
import { runAsMutation, type RequestScope } from '../../src/upstream/transport/request-scope.js';
import { GuardRead } from '../../src/upstream/transport/resilience/guard-read.js';
import { Cancellation } from '../../src/shared/cancellation.js';
import { RESILIENCE_POLICY } from '../../src/upstream/transport/resilience/policy.js';
import { ECHO, upstreamClients, SECRETS, type UpstreamClients } from './upstream-clients.js';

const clientHarness = upstreamClients();

afterEach(() => {
  jest.restoreAllMocks();
});

const pagerduty = (code: number, message = 'No.', errors: readonly string[] = []) =>
  JSON.stringify({ error: { code, message: `${message} ${ECHO}`, errors: [...errors, ECHO] } });
const cloudflare = (code: number, message = 'No.') =>
  JSON.stringify({
    success: false,
    errors: [{ code, message, documentation_url: ECHO, source: { pointer: ECHO }, error_chain: [{ message: ECHO }] }],
    messages: [{ message: ECHO }],
    result: null,
  });
const eventError = (message: string) => JSON.stringify({ status: 'invalid event', message, errors: [ECHO] });

type Call = (clients: UpstreamClients) => Promise<unknown>;
type Example = readonly [call: Call, status: number, body: string];

const DRAFT = { title: 'No bookings', serviceId: 'PSVC001', incidentKey: 'k' };
const getUser: Call = (clients) => clients.pagerduty.getUser('P1');
const getIncident: Call = (clients) => clients.pagerduty.getIncident('P1');
const create: Call = (clients) => clients.pagerduty.createIncident(DRAFT);
const acknowledge: Call = (clients) => clients.pagerduty.acknowledgeIncident('P1');
const resolve: Call = (clients) => clients.pagerduty.resolveIncident('P1');
const requestResponders: Call = (clients) =>
  clients.pagerduty.requestResponders('P1', { requesterId: 'PUSR001', message: 'Help.', targets: [] });
const listPolicies: Call = (clients) => clients.cloudflare.listPolicies();
const replacePolicy: Call = (clients) => clients.cloudflare.replacePolicy('p1', { name: 'Floods' });
const createSilence: Call = (clients) =>
  clients.cloudflare.createSilence({ policy_id: 'p1', start_time: '', end_time: '' });
const linkPagerDuty: Call = (clients) => clients.cloudflare.linkPagerDuty(SECRETS.connectToken);
const createToken: Call = (clients) => clients.cloudflare.createConnectToken();
const sendEvent: Call = (clients) =>
  clients.events.sendEvent(SECRETS.routingKey, { action: 'resolve', dedupKey: 'db03/disk' });
const getAppToken: Call = (clients) => clients.tokens.authorization();

/** One response for each row of the table, in its order, as the upstream sends it. */
const EXAMPLES: readonly Example[] = [
  [getIncident, 429, pagerduty(2020, 'Rate Limit Exceeded')],
  [getIncident, 408, pagerduty(2016, 'Request timed out')],
  [listPolicies, 500, cloudflare(15000, 'An internal server error occurred')],
  [listPolicies, 302, ''],
  [getAppToken, 401, JSON.stringify({ error: 'invalid_client', error_description: ECHO })],
  [create, 400, pagerduty(1028, 'The "From" header is not an e-mail address')],
  [
    create,
    400,
    pagerduty(2016, 'You must specify a user\'s email address in the "From" header to perform this action'),
  ],
  [
    create,
    400,
    pagerduty(2002, 'Arguments Caused Error', ['Open incident with matching dedup key already exists on this service']),
  ],
  [create, 400, pagerduty(2001, 'Invalid Input Provided', ['Service not found'])],
  [requestResponders, 400, pagerduty(2001, 'Invalid Input Provided', ['Responder request target not found'])],
  [(clients) => clients.pagerduty.resolveIncidents(['P1']), 400, pagerduty(1004, 'Invalid ID Provided')],
  [create, 400, pagerduty(1007, 'Assigned To User Not Found')],
  [create, 400, pagerduty(1014, 'Escalation Policy Not Found')],
  [create, 400, pagerduty(1020, 'Invalid Priority')],
  [resolve, 400, pagerduty(1001, 'Incident Already Resolved')],
  [acknowledge, 400, pagerduty(1002, 'Incident already acknowledged')],
  [(clients) => clients.pagerduty.endMaintenanceWindow('P1'), 405, pagerduty(2015, 'Invalid operation')],
  [acknowledge, 400, pagerduty(1001, 'Incident Already Resolved')],
  [
    (clients) => clients.pagerduty.listPriorities({ limit: 25, offset: 0 }),
    402,
    pagerduty(2012, 'Account is required to have priorities'),
  ],
  [(clients) => clients.pagerduty.getTeam('P1'), 403, pagerduty(2014, 'Your account does not have the ability')],
  [listPolicies, 403, cloudflare(17200, 'PagerDuty is not available on this plan')],
  [replacePolicy, 400, cloudflare(17004, 'invalid alert type')],
  [replacePolicy, 400, cloudflare(17102, 'a mechanism is required')],
  [createSilence, 400, cloudflare(0, 'invalid silence')],
  [createSilence, 400, cloudflare(15000, 'An internal server error occurred')],
  [resolve, 403, pagerduty(1018, 'User not permitted')],
  [create, 403, pagerduty(2019, 'Account limit reached')],
  [(clients) => clients.cloudflare.listPagerDutyDestinations(), 401, cloudflare(0, 'Unauthorized')],
  [getUser, 403, pagerduty(2006, 'Authentication failed')],
  [sendEvent, 400, eventError("Length of 'routing_key' is incorrect (should be 32 characters)")],
  [createToken, 403, cloudflare(10000, 'Authentication error')],
  [linkPagerDuty, 404, cloudflare(0, 'Not found')],
  [listPolicies, 400, cloudflare(1001, 'Invalid API Token')],
  [(clients) => clients.cloudflare.getPolicy('p1'), 404, cloudflare(7003, 'Could not route to /policies/p1')],
  [listPolicies, 404, cloudflare(7003, 'Could not route to your object, perhaps its identifier is invalid?')],
  [getUser, 400, pagerduty(2008, 'Account Locked')],
  [getUser, 400, pagerduty(2010, 'Access Denied')],
  [
    (clients) => clients.pagerduty.deleteOverride('P1', 'P2'),
    400,
    pagerduty(2001, 'Invalid Input Provided', ['Past overrides cannot be deleted']),
  ],
  [(clients) => clients.pagerduty.listFieldValues('P1'), 403, pagerduty(2010, 'Access Denied')],
  [(clients) => clients.pagerduty.listRelatedChangeEvents('P1', 5), 403, pagerduty(2010, 'Access Denied')],
  [getUser, 403, pagerduty(2010, 'Access Denied')],
  [(clients) => clients.cloudflare.getPolicy('p1'), 400, cloudflare(0, 'Policy not found')],
  [(clients) => clients.cloudflare.deleteSilence('s1'), 400, cloudflare(0, 'silence not found')],
  [(clients) => clients.pagerduty.listTeams({ limit: 25, offset: 0 }), 404, pagerduty(2100, 'Not Found')],
  [getUser, 404, pagerduty(2100, 'Not Found')],
  [sendEvent, 413, eventError('Event is too large')],
  [create, 400, pagerduty(2001, 'Invalid Input Provided', ['Title can’t be blank'])],
  [createToken, 405, cloudflare(10405, 'Method not allowed')],
];

async function catchFault(call: Promise<unknown>): Promise<Fault> {
  const fault: unknown = await call.then(
    () => 'a success',
    (error: unknown) => error,
  );
  if (fault instanceof Fault) return fault;
  throw new Error('There was no Fault.', { cause: fault });
}

function expectNoSecret(fault: Fault): void {
  const text = inspect(fault, { depth: Infinity, maxStringLength: null });
  for (const secret of Object.values(SECRETS)) expect(text).not.toContain(secret);
}

describe('a row of the upstream error table', () => {
  test('has one example', () => {
    expect(EXAMPLES).toHaveLength(UPSTREAM_ERROR_RULES.length);
  });

  test.each(EXAMPLES.map((example, index) => [index, ...example] as const))(
    'number %i is reached through a client without a secret in the error',
    async (index, call, status, body) => {
      const reported = UPSTREAM_ERROR_RULES.map((row) => jest.spyOn(row, 'message'));
      clientHarness.respondWith(status, body, { 'x-request-id': ECHO, 'cf-ray': ECHO });
      const fault = await catchFault(call(clientHarness.open()));
      expect(reported.map((spy) => spy.mock.calls.length > 0).indexOf(true)).toBe(index);
      expect(fault).toMatchObject({ code: UPSTREAM_ERROR_RULES[index]?.code, upstream: { httpStatus: status } });
      expectNoSecret(fault);
    },
  );
});

const clientsInScope = (scope: RequestScope, clients: UpstreamClients): UpstreamClients => ({
  ...clients,
  pagerduty: clients.pagerduty.withScope(scope),
});

const addNote: Call = (clients) => clients.pagerduty.addNote('P1', 'Looking.');

/** How a call can fail without a readable response: the failure and a call that causes it. */
const FAILURES: Readonly<Record<TransportErrorKind, () => Promise<unknown>>> = {
  'connect-failed': () => (clientHarness.failWith('ECONNREFUSED'), addNote(clientHarness.open())),
  reset: () => (clientHarness.failWith('ECONNRESET'), addNote(clientHarness.open())),
  timeout: () => (clientHarness.neverRespond(), addNote(clientHarness.open({ deadlineMs: 30 }))),
  aborted() {
    clientHarness.neverRespond();
    const leaving = new Cancellation();
    // Only reads are aborted with their caller.
    const call = getIncident(
      clientsInScope({ cancellation: leaving, counter: { upstreamCalls: 0 } }, clientHarness.open()),
    );
    leaving.cancel();
    return call;
  },
  unreadable: () => (clientHarness.respondWith(201, `<p>${ECHO}</p>`), addNote(clientHarness.open())),
  'too-large': () => (
    clientHarness.respondWith(201, ' '.repeat(MAX_UPSTREAM_BODY_BYTES + 1)),
    addNote(clientHarness.open())
  ),
  async 'circuit-open'() {
    clientHarness.failWith('ECONNRESET');
    const clients = clientHarness.open();
    await Promise.allSettled(Array.from({ length: 20 }, () => addNote(clients)));
    return addNote(clients);
  },
  async 'queue-full'() {
    clientHarness.neverRespond();
    const clients = clientHarness.open({ deadlineMs: 600 });
    const before = Array.from({ length: RESILIENCE_POLICY.bulkhead.maxConcurrent }, () => addNote(clients));
    try {
      const scope: RequestScope = { counter: { upstreamCalls: 0 } };
      return await runAsMutation(scope, () => addNote(clientsInScope(scope, clients)), 150);
    } finally {
      await Promise.allSettled(before);
    }
  },
  'deadline-exceeded': () => addNote(clientHarness.open({ deadlineMs: 0 })),
  'stale-read'() {
    clientHarness.respondWith(201, '{}');
    const guard = new GuardRead();
    guard.recordRead(-10_000, -10_000);
    return addNote(clientsInScope({ guardRead: guard, counter: { upstreamCalls: 0 } }, clientHarness.open()));
  },
  async 'rate-limit-hold'() {
    clientHarness.respondWith(429, '', {
      'ratelimit-limit': '960',
      'ratelimit-remaining': '0',
      'ratelimit-reset': '3600',
    });
    const clients = clientHarness.open();
    await addNote(clients).catch(() => undefined);
    return addNote(clients);
  },
};

describe('a failure without a readable response', () => {
  test.each(Object.entries(FAILURES))(
    'is reached through a client without a secret in the error: %s',
    async (breakdown, call) => {
      const row = TRANSPORT_ERROR_RULES[breakdown as TransportErrorKind];
      const reported = jest.spyOn(row, 'message');
      const fault = await catchFault(call());
      expect(reported).toHaveBeenCalled();
      const outcome = breakdown === 'aborted' ? undefined : row.outcome;
      expect([fault.code, fault.message, fault.outcome]).toEqual([row.code, row.message('PagerDuty'), outcome]);
      expectNoSecret(fault);
    },
  );
});
