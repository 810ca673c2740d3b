import { hasId } from '../../../src/shared/json.js';
import { describe, expect, it } from '@jest/globals';
import type { Fault } from '../../../src/faults/fault.js';
import { openEnvelope, decodeListPart, decodeResult } from '../../../src/upstream/cloudflare/envelope.js';
import type { UpstreamResponse } from '../../../src/upstream/transport/upstream-response.js';
import { isDestination, isPolicy, toPagerDutyEligibility } from '../../../src/upstream/cloudflare/type-guards.js';
import { parseBody } from '../../../src/upstream/transport/http/parsed-body.js';

const TOKEN = 'cf-secret-token-1234567890';

function upstreamResponse(status: number, body: unknown, headers: UpstreamResponse['headers'] = {}): UpstreamResponse {
  return {
    endpoint: {
      name: 'listPolicies',
      effect: 'read',
      permission: 'Account > Notifications > Read',
      notFoundMeaning: 'feature',
    },
    status,
    headers,
    ...parseBody(typeof body === 'string' ? body : JSON.stringify(body)),
    secrets: [TOKEN],
    now: 0,
  };
}

function catchFault(...given: Parameters<typeof upstreamResponse>): Fault {
  try {
    openEnvelope(upstreamResponse(...given));
  } catch (fault) {
    return fault as Fault;
  }
  throw new Error('It was taken for a success.');
}

const errorBody = (...errors: unknown[]) => ({ success: false, errors, messages: [], result: null });

describe('a refusal by Cloudflare', () => {
  it.each<[string, unknown, unknown]>([
    [
      'no messages and no result',
      { success: false, errors: [{ code: 10000, message: 'Authentication error' }] },
      [{ code: 10000, message: 'Authentication error' }],
    ],
    [
      'several errors',
      errorBody({ code: 7003, message: 'Could not route' }, { code: 7000, message: 'No route' }),
      [
        { code: 7003, message: 'Could not route' },
        { code: 7000, message: 'No route' },
      ],
    ],
    [
      'a chain of errors',
      errorBody(
        {
          code: 6003,
          message: 'Invalid request headers',
          error_chain: [{ code: 6103, message: 'Invalid format', error_chain: [{ message: 'deep' }] }],
        },
        { message: 'next' },
      ),
      [
        { code: 6003, message: 'Invalid request headers' },
        { code: 6103, message: 'Invalid format' },
        { message: 'deep' },
        { message: 'next' },
      ],
    ],
    ['code 0', errorBody({ code: 0, message: 'Policy not found' }), [{ code: 0, message: 'Policy not found' }]],
    ['no code', errorBody({ message: 'Odd' }), [{ message: 'Odd' }]],
    ['a code as a string', errorBody({ code: '1001', message: 'Odd' }), [{ code: 1001, message: 'Odd' }]],
    ['a code alone', errorBody({ code: 1001 }), [{ code: 1001, message: 'Code 1001' }]],
    [
      'a pointer and documentation',
      errorBody({ message: 'Bad', source: { pointer: '/name' }, documentation_url: 'https://docs.example/x' }),
      [{ message: 'Bad', pointer: '/name', documentationUrl: 'https://docs.example/x' }],
    ],
    ['a string as an error', errorBody('Bad'), [{ message: 'Bad' }]],
    ['errors that are null', { success: false, errors: null }, []],
    ['invalid errors', { success: false, errors: [null, 5, {}, { message: 7 }, [[]]] }, []],
    ['no errors', { success: false }, []],
    ['a web page', '<html>502</html>', []],
    ['plain text', 'error code: 1015', [{ message: 'error code: 1015' }]],
    ['an empty body', '', []],
    ['a cut-off body', '{"success":fal', []],
    ['a list', '[]', []],
    ['success with an error status', { success: true, errors: [], messages: [], result: [] }, []],
  ])('is read with %s', (_, body, errors) => {
    expect(catchFault(409, body)).toMatchObject({ upstream: { upstream: 'CLOUDFLARE', httpStatus: 409, errors } });
  });

  it('under a 2xx is a refusal as well, and its result is not read', () => {
    const body = { success: false, errors: [{ code: 1, message: 'No' }], result: { id: 'f174e90a' } };
    expect(() => decodeResult(upstreamResponse(201, body), hasId)).toThrow(
      expect.objectContaining({ code: 'UPSTREAM_REJECTED', message: 'Cloudflare rejected “list policies”: No.' }),
    );
  });

  it('keeps its messages and removes the token it echoes', () => {
    const body = { success: false, errors: [{ message: `Bad ${TOKEN}` }], messages: [{ message: `See ${TOKEN}` }] };
    expect(catchFault(403, body).upstream).toMatchObject({
      errors: [{ message: 'Bad [secret]' }],
      messages: [{ message: 'See [secret]' }],
    });
  });

  it('has the Cloudflare ray', () => {
    expect(catchFault(500, '', { 'cf-ray': '8f1-AMS' }).upstream?.requestId).toBe('8f1-AMS');
  });

  it.each<[number, UpstreamResponse['headers'], number | undefined]>([
    [429, { 'retry-after': '7', ratelimit: '"default";r=0;t=30' }, 7],
    [429, { ratelimit: '"default";r=50;t=30' }, 30],
    [429, { ratelimit: '"burst";r=0;t=3, "default; t=99";r=0;t=120' }, 120],
    [429, { ratelimit: '"default";r=50' }, undefined],
    [429, { ratelimit: 'soon' }, undefined],
    [429, {}, undefined],
    [503, { 'retry-after': '1' }, 1],
    [503, { ratelimit: '"default";r=50;t=30' }, undefined],
  ])('under %d with %j requests a wait of %s s', (status, headers, seconds) => {
    expect(catchFault(status, errorBody({ code: 971, message: 'Please wait' }), headers).retryAfterSeconds).toBe(
      seconds,
    );
  });

  it('ends however long its error chain is', () => {
    let chain: unknown = { message: 'last' };
    for (let depth = 0; depth < 1000; depth += 1) chain = { message: 'link', error_chain: [chain] };
    expect(catchFault(400, errorBody(chain)).upstream?.errors).toHaveLength(21);
  });
});

describe('an invalid success', () => {
  it.each<[string, unknown]>([
    ['a web page', '<html></html>'],
    ['nothing', ''],
    ['a cut-off body', '{"success":true,"result":['],
    ['a list', []],
    ['null', 'null'],
    ['no verdict', { result: [] }],
    ['a success that is not a boolean', { success: 'true', result: [] }],
    ['a success in a prototype', '{"__proto__":{"success":true}}'],
  ])('is a bad response when it contains %s', (_, body) => {
    expect(catchFault(200, body)).toMatchObject({
      code: 'UPSTREAM_BAD_RESPONSE',
      upstream: { upstream: 'CLOUDFLARE', httpStatus: 200 },
    });
  });

  it.each([null, undefined, {}, [], 'f174e90a', { id: null }, { id: '' }])(
    'creates nothing with the result %j',
    (result) => {
      expect(() => decodeResult(upstreamResponse(201, { success: true, result }), hasId)).toThrow(
        expect.objectContaining({ code: 'UPSTREAM_BAD_RESPONSE' }),
      );
    },
  );

  it.each([{ id: 'f174e90a' }, 'text', [null], [{}], [{ id: 7 }], ['f174e90a']])(
    'lists nothing with the result %j',
    (result) => {
      expect(() => decodeListPart(upstreamResponse(200, { success: true, result }), isDestination, 1, 0)).toThrow(
        expect.objectContaining({ code: 'UPSTREAM_BAD_RESPONSE' }),
      );
    },
  );

  it.each([[], 'email', { pagerduty: {} }, { pagerduty: [null] }, { email: [{}] }])(
    'lists no policy with the mechanisms %j',
    (mechanisms) => {
      expect(() =>
        decodeListPart(
          upstreamResponse(200, { success: true, result: [{ id: '0da2b59e', mechanisms }] }),
          isPolicy,
          1,
          0,
        ),
      ).toThrow(expect.objectContaining({ code: 'UPSTREAM_BAD_RESPONSE' }));
    },
  );
});

describe('a success', () => {
  it.each([null, undefined, []])('with the result %j is an empty list', (result) => {
    expect(decodeListPart(upstreamResponse(200, { success: true, errors: null, result }), isDestination, 1, 0)).toEqual(
      {
        items: [],
        hasMore: false,
      },
    );
  });

  it('is returned with its cleaned messages', () => {
    const messages = [{ code: 1000, message: `Done for ${TOKEN}` }];
    const { result, messages: reported } = decodeResult(
      upstreamResponse(200, { success: true, messages, result: { id: 'a3' } }),
      hasId,
    );
    expect(result).toEqual({ id: 'a3' });
    expect(reported).toEqual([{ code: 1000, message: 'Done for [secret]' }]);
  });

  it.each([null, undefined, [], 'text'])('may have %j for its messages', (messages) => {
    expect(openEnvelope(upstreamResponse(200, { success: true, messages })).messages).toEqual(
      messages === 'text' ? [{ message: 'text' }] : [],
    );
  });

  it('keeps mechanisms unchanged', () => {
    const policies = [
      { id: '0da2b59e', mechanisms: { webhooks: null, email: [], pagerduty: [{ id: 'f174e90a' }] } },
      { id: '35040955-3102-4710-938c-0f4eaf736e25', mechanisms: null, filters: null },
      { id: '45040955' },
    ];
    expect(decodeListPart(upstreamResponse(200, { success: true, result: policies }), isPolicy, 1, 0).items).toEqual(
      policies,
    );
  });
});

describe('eligibility for PagerDuty', () => {
  it.each<[unknown, unknown]>([
    [[{ eligible: true, ready: true, type: 'pagerduty' }], { eligible: true, ready: true }],
    [
      { eligible: true, ready: false, type: 'pagerduty' },
      { eligible: true, ready: false },
    ],
    [
      [
        { eligible: true, type: 'other' },
        { eligible: false, ready: true, type: 'pagerduty' },
      ],
      { eligible: false, ready: true },
    ],
    [[], { eligible: false, ready: false }],
    [null, { eligible: false, ready: false }],
    [undefined, { eligible: false, ready: false }],
    [{ eligible: 'true' }, { eligible: false, ready: false }],
  ])('%j is read as %j', (pagerduty, eligibility) => {
    const email = [{ eligible: true, ready: true, type: 'email' }];
    expect(toPagerDutyEligibility({ email, pagerduty })).toEqual(eligibility);
  });
});
