import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { PagergraphError, createClient, type ClientOptions } from '../../src/client/client.js';
import { propertyRuns } from '../properties/property-runs.js';
import { clientWithResponses } from './client-with-responses.js';

const url = 'https://pagers.example.com/graphql';
const input = { service: { pagerDutyId: 'PSVC001' }, title: 'Booking API answers 500' };

async function catchError(call: Promise<unknown>): Promise<PagergraphError> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof PagergraphError))
    throw new Error('The call rejects with no PagergraphError.', { cause: error });
  return error;
}

/** A fetch that never responds and ends when it is aborted. */
const neverResponds: typeof fetch = (_url, init) =>
  new Promise((_resolve, reject) => {
    init?.signal?.addEventListener('abort', () => reject(new DOMException('Aborted', 'AbortError')));
  });

describe('a top-level error', () => {
  const extensions = {
    code: 'UPSTREAM_RATE_LIMITED',
    retryable: true,
    retryAfterSeconds: 12,
    requestId: 'r-1',
    outcome: 'REFUSED',
    upstream: { upstream: 'PAGERDUTY', httpStatus: 429 },
  };
  const errors = [{ message: 'PagerDuty asks to slow down.', path: ['triggerIncident'], extensions }];

  test('is thrown with all its extensions', async () => {
    const { api } = clientWithResponses([{ body: { data: { triggerIncident: null }, errors } }]);
    const error = await catchError(api.triggerIncident({ input }));
    const { name, message, code, retryable, retryAfterSeconds, outcome, requestId } = error;
    expect({ name, message, code, retryable, retryAfterSeconds, outcome, requestId }).toEqual({
      name: 'PagergraphError',
      message: 'PagerDuty asks to slow down.',
      code: 'UPSTREAM_RATE_LIMITED',
      retryable: true,
      retryAfterSeconds: 12,
      outcome: 'REFUSED',
      requestId: 'r-1',
    });
    expect(error.errors).toEqual(errors);
  });

  test('carries the partial data', async () => {
    const data = { incidents: null, cloudflareAccount: { pagerDutyEligibility: null } };
    const { api } = clientWithResponses([{ body: { data, errors } }]);
    expect((await catchError(api.overview())).data).toEqual(data);
  });

  test('before the execution of a mutation means that nothing was sent', async () => {
    const refused = [{ message: 'Wrong credentials.', extensions: { code: 'UNAUTHENTICATED', retryable: false } }];
    const { api } = clientWithResponses([{ status: 401, body: { errors: refused } }]);
    const { code, outcome, data } = await catchError(api.triggerIncident({ input }));
    expect([code, outcome, data]).toEqual(['UNAUTHENTICATED', 'NOT_SENT', undefined]);
  });
});

describe('a response that is not GraphQL', () => {
  const page = { status: 502, body: '<html>Bad gateway</html>' };

  test('is a BAD_RESPONSE, and a query may be retried', async () => {
    const { code, message, retryable, outcome } = await catchError(clientWithResponses([page]).api.listIncidents());
    expect([code, message, retryable, outcome]).toEqual([
      'BAD_RESPONSE',
      'The response (HTTP 502) is not a GraphQL response.',
      true,
      null,
    ]);
  });

  test('leaves the outcome of a mutation unknown', async () => {
    const { retryable, outcome } = await catchError(clientWithResponses([page]).api.triggerIncident({ input }));
    expect([retryable, outcome]).toEqual([false, 'UNKNOWN']);
  });

  test.each([
    ['<html>Signed in</html>', 200, 'UNKNOWN'],
    ['{}', 200, 'UNKNOWN'],
    ['{"errors":[null]}', 200, 'UNKNOWN'],
    ['<html>Forbidden</html>', 403, 'NOT_SENT'],
  ])('such as %s (HTTP %i) leaves a mutation %s', async (body, status, outcome) => {
    const { api } = clientWithResponses([{ status, body }]);
    expect(await catchError(api.triggerIncident({ input }))).toMatchObject({ code: 'BAD_RESPONSE', outcome });
  });

  test.each(['5', '[null]', '[{"message":5}]', '[{"message":"","extensions":"x"}]'])(
    'is also one whose errors are %s',
    async (errors) => {
      const { api } = clientWithResponses([{ body: `{"data":{"listIncidents":null},"errors":${errors}}` }]);
      expect((await catchError(api.listIncidents())).code).toBe('BAD_RESPONSE');
    },
  );

  test.each(['null', '[]', '{}', '"data"', ''])('may be %p', async (body) => {
    expect((await catchError(clientWithResponses([{ body }]).api.overview())).code).toBe('BAD_RESPONSE');
  });
});

describe('a call without a response', () => {
  const refusing = { url, fetch: () => Promise.reject(new TypeError('fetch failed')) };

  test.each<[string, ClientOptions, string]>([
    ['NETWORK', refusing, 'The connection failed or was lost.'],
    ['TIMEOUT', { url, fetch: neverResponds, timeoutMs: 1 }, 'No response received in time.'],
  ])('is a %s; a query may be retried, a mutation may have been applied', async (code, options, message) => {
    const api = createClient(options);
    expect(await catchError(api.overview())).toMatchObject({
      code,
      message,
      retryable: true,
      outcome: null,
      errors: [],
    });
    const mutation = await catchError(api.triggerIncident({ input }));
    expect(mutation).toMatchObject({ code, retryable: false, outcome: 'UNKNOWN' });
    expect(mutation.cause).toBeDefined();
  });

  test('that its signal aborts is ABORTED and must not be retried', async () => {
    const abort = new AbortController();
    const call = createClient({ url, fetch: neverResponds }).overview({}, { signal: abort.signal });
    abort.abort();
    expect(await catchError(call)).toMatchObject({ code: 'ABORTED', retryable: false, outcome: null });
  });

  test('with an aborted signal is not sent', async () => {
    const { api, calls } = clientWithResponses([]);
    const call = api.triggerIncident({ input }, { signal: AbortSignal.abort() });
    expect(await catchError(call)).toMatchObject({ code: 'ABORTED', outcome: 'NOT_SENT' });
    expect(calls).toEqual([]);
  });

  test('may have its own timeout', async () => {
    const call = createClient({ url, fetch: neverResponds }).overview({}, { timeoutMs: 1 });
    expect((await catchError(call)).code).toBe('TIMEOUT');
  });
});

describe('a call that cannot be sent', () => {
  const cyclic: Record<string, unknown> = {};
  cyclic['self'] = cyclic;

  test.each<[string, unknown]>([
    ['a BigInt', { first: 1n }],
    ['a circular value', cyclic],
    ['a value that throws when it is serialized', { toJSON: () => { throw new Error('no'); } }], // prettier-ignore
  ])('with %s among its variables is a BAD_USER_INPUT', async (_name, variables) => {
    const { api, calls } = clientWithResponses([]);
    const error = await catchError(api.triggerIncident(variables as never));
    expect(error).toMatchObject({ code: 'BAD_USER_INPUT', retryable: false, outcome: 'NOT_SENT' });
    expect(error.cause).toBeDefined();
    expect(calls).toEqual([]);
  });

  test.each<[string, ClientOptions['token']]>([
    ['rejects', () => Promise.reject(new Error('signed out'))],
    ['throws', () => { throw new Error('signed out'); }], // prettier-ignore
  ])('with the `token` %s is UNAUTHENTICATED', async (_name, token) => {
    const { api, calls } = clientWithResponses([], token === undefined ? {} : { token });
    expect(await catchError(api.triggerIncident({ input }))).toMatchObject({
      code: 'UNAUTHENTICATED',
      outcome: 'NOT_SENT',
      cause: new Error('signed out'),
    });
    expect(calls).toEqual([]);
  });

  test('times out when `token` never resolves', async () => {
    const { api } = clientWithResponses([], { token: () => new Promise<string>(() => undefined), timeoutMs: 1 });
    expect(await catchError(api.triggerIncident({ input }))).toMatchObject({ code: 'TIMEOUT', outcome: 'NOT_SENT' });
  });
});

test('a failed call always rejects with a PagergraphError', async () => {
  const thrown = fc.oneof(
    fc.anything(),
    fc.string().map((text) => new Error(text)),
  );
  const responses: fc.Arbitrary<typeof fetch> = fc.oneof(
    fc
      .oneof(
        fc.json(),
        fc.string(),
        arbitraryResponses().map((body) => JSON.stringify(body)),
      )
      .chain((body) =>
        fc.integer({ min: 200, max: 599 }).map((status): typeof fetch => {
          const isEmpty = [204, 205, 304].includes(status);
          return async () => new Response(isEmpty ? null : body, { status });
        }),
      ),
    thrown.map(
      (reason): typeof fetch =>
        () =>
          Promise.reject(reason),
    ),
    thrown.map((reason): typeof fetch => () => {
      throw reason;
    }),
    fc.anything().map(
      (nothing): typeof fetch =>
        async () =>
          nothing as Response,
    ),
  );
  const tokens = fc.oneof(
    fc.constant(undefined),
    fc.string(),
    thrown.map((reason) => () => Promise.reject(reason)),
  );
  await fc.assert(
    fc.asyncProperty(responses, tokens, fc.anything({ withBigInt: true }), async (response, token, variables) => {
      const options = { url, fetch: response, ...(token === undefined ? {} : { token }) };
      const reason: unknown = await createClient(options)
        .triggerIncident(variables as never)
        .then(
          () => undefined,
          (error: unknown) => error,
        );
      return reason === undefined || reason instanceof PagergraphError;
    }),
    propertyRuns(500),
  );
});

/** Responses that are almost GraphQL. */
function arbitraryResponses(): fc.Arbitrary<unknown> {
  const anything = fc.jsonValue();
  const error = fc.oneof(anything, fc.record({ message: anything, extensions: anything, path: anything }));
  return fc.record({ data: anything, errors: fc.oneof(anything, fc.array(error)) }, { requiredKeys: [] });
}
