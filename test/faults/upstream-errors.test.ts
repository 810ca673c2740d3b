import { describe, expect, it, jest } from '@jest/globals';
import type { ErrorResponse } from '../../src/faults/error-response.js';
import {
  TRANSPORT_ERROR_RULES,
  type TransportErrorKind,
  faultFromTransportError,
} from '../../src/faults/transport-errors.js';
import { UPSTREAM_ERROR_RULES } from '../../src/faults/upstream-error-rules.js';
import { faultFromResponse } from '../../src/faults/upstream-errors.js';
import type { ErrorCode } from '../../src/faults/codes.js';
import { cloudflare, pagerduty, upstreamResponse } from './upstream-response.js';

/** One example per row of the table, in its order: the response and the message for the caller. */
const EXAMPLES: readonly (readonly [ErrorResponse, ErrorCode, string])[] = [
  [pagerduty('getIncident', 429, 2020), 'UPSTREAM_RATE_LIMITED', 'PagerDuty rate limit exceeded; retry later.'],
  [pagerduty('getIncident', 408, 2016), 'UPSTREAM_TIMEOUT', 'PagerDuty timed out while processing the request.'],
  [cloudflare('listPolicies', 500, 15000), 'UPSTREAM_UNAVAILABLE', 'Cloudflare returned a server error.'],
  [
    cloudflare('listPolicies', 302),
    'UPSTREAM_BAD_RESPONSE',
    'Cloudflare returned a redirect, which the gateway does not follow. Check the configured address.',
  ],
  [
    upstreamResponse('PAGERDUTY', 'getAppToken', 401, [{ message: 'invalid_client' }]),
    'UPSTREAM_UNAUTHENTICATED',
    'Could not obtain a PagerDuty OAuth token (requires the key): invalid_client.',
  ],
  [
    pagerduty('createIncident', 400, 1028, 'The "From" header is not an e-mail address'),
    'ACTOR_UNKNOWN',
    'PagerDuty has no user with the actor’s e-mail address.',
  ],
  [
    pagerduty(
      'createIncident',
      400,
      2016,
      'You must specify a user\'s email address in the "From" header to perform this action',
    ),
    'ACTOR_REQUIRED',
    'PagerDuty requires an actor for this change: the e-mail address of one of its users.',
  ],
  [
    upstreamResponse('PAGERDUTY', 'createIncident', 400, [
      { code: 2002, message: 'Arguments Caused Error' },
      { message: 'Open incident with matching dedup key already exists on this service' },
    ]),
    'DUPLICATE_INCIDENT',
    'An open incident with this dedup key already exists on the service.',
  ],
  [
    upstreamResponse('PAGERDUTY', 'createIncident', 400, [
      { code: 2001, message: 'Invalid Input Provided' },
      { message: 'Service not found' },
    ]),
    'NOT_FOUND',
    'PagerDuty service not found.',
  ],
  [
    upstreamResponse('PAGERDUTY', 'requestResponders', 400, [
      { code: 2001, message: 'Invalid Input Provided' },
      { message: 'Responder request target not found' },
    ]),
    'NOT_FOUND',
    'PagerDuty does not have one of the requested users or escalation policies.',
  ],
  [pagerduty('resolveIncidents', 400, 1004), 'NOT_FOUND', 'PagerDuty incident not found.'],
  [pagerduty('reassignIncident', 400, 1007), 'NOT_FOUND', 'PagerDuty user not found.'],
  [pagerduty('reassignIncident', 400, 1014), 'NOT_FOUND', 'PagerDuty escalation policy not found.'],
  [pagerduty('updateIncident', 400, 1020), 'NOT_FOUND', 'PagerDuty priority not found.'],
  [pagerduty('resolveIncidents', 400, 1001), 'CONFLICT', 'The incident is already resolved.'],
  [pagerduty('acknowledgeIncident', 400, 1002), 'CONFLICT', 'The incident is already acknowledged.'],
  [pagerduty('endMaintenanceWindow', 405), 'CONFLICT', 'The maintenance window is already over.'],
  [pagerduty('acknowledgeIncident', 409, 1001), 'CONFLICT', 'The incident’s status does not allow this change: No.'],
  [
    pagerduty('listPriorities', 402),
    'FEATURE_UNAVAILABLE',
    'The PagerDuty account’s plan does not support “list priorities”.',
  ],
  [pagerduty('getTeam', 403, 2014), 'FEATURE_UNAVAILABLE', 'The PagerDuty account’s plan does not support “get team”.'],
  [
    cloudflare('listPolicies', 200, 17200),
    'FEATURE_UNAVAILABLE',
    'The Cloudflare account’s plan does not support “list policies”.',
  ],
  [
    cloudflare('replacePolicy', 400, 17004, 'No type'),
    'INVALID_INPUT',
    'Cloudflare rejected the policy: No type. If its alert type no longer exists, create another policy and delete this one.',
  ],
  [
    cloudflare('replacePolicy', 200, 17102, 'No mechanism'),
    'INVALID_INPUT',
    'Cloudflare rejected the policy: No mechanism.',
  ],
  [
    cloudflare('createSilence', 400, 0, 'invalid silence'),
    'INVALID_INPUT',
    'Cloudflare rejected the silence: invalid silence.',
  ],
  [cloudflare('createSilence', 400, 15000), 'UPSTREAM_UNAVAILABLE', 'Cloudflare returned a server error.'],
  [
    pagerduty('resolveIncident', 403, 1018),
    'NOT_PERMITTED',
    'The actor does not have permission for this change in PagerDuty.',
  ],
  [pagerduty('addNote', 403, 2019), 'LIMIT_EXCEEDED', 'The PagerDuty account has reached a limit.'],
  [
    cloudflare('listPagerDutyDestinations', 401),
    'UPSTREAM_UNAUTHENTICATED',
    'Cloudflare rejected the gateway’s credentials for “list PagerDuty destinations” (requires the key).',
  ],
  [
    pagerduty('getUser', 403, 2006),
    'UPSTREAM_UNAUTHENTICATED',
    'PagerDuty rejected the gateway’s credentials for “get user” (requires the key).',
  ],
  [
    upstreamResponse('PAGERDUTY', 'sendEvent', 400, [{ message: "Length of 'routing_key' is incorrect" }]),
    'UPSTREAM_UNAUTHENTICATED',
    'PagerDuty rejected the routing key of the event (requires the key).',
  ],
  [
    cloudflare('createConnectToken', 403, 10000),
    'UPSTREAM_UNAUTHENTICATED',
    'Cloudflare rejected the gateway’s credentials for “create connect token” (requires the key).',
  ],
  [
    cloudflare('linkPagerDuty', 404, 0),
    'CONNECT_TOKEN_REJECTED',
    'Cloudflare rejected the connect token: it is unknown, not yet authorised, expired or already used.',
  ],
  [
    cloudflare('listPolicies', 400, 1001),
    'UPSTREAM_UNAUTHENTICATED',
    'Cloudflare rejected the gateway’s credentials for “list policies” (requires the key).',
  ],
  [cloudflare('getPolicy', 404, 7003), 'NOT_FOUND', 'Cloudflare notification policy not found.'],
  [
    cloudflare('listPolicies', 404, 7003),
    'UPSTREAM_FORBIDDEN',
    'Cloudflare does not recognise the configured account id.',
  ],
  [
    pagerduty('getUser', 400, 2008, 'Account Locked'),
    'UPSTREAM_FORBIDDEN',
    'PagerDuty does not serve the configured account: Account Locked.',
  ],
  [pagerduty('getUser', 400, 2010), 'UPSTREAM_FORBIDDEN', 'PagerDuty does not permit “get user” (requires the key).'],
  [pagerduty('deleteOverride', 405), 'CONFLICT', 'PagerDuty does not delete an override that has ended: HTTP 405.'],
  [
    pagerduty('listFieldValues', 403, 2010),
    'FEATURE_UNAVAILABLE',
    'PagerDuty does not offer custom fields to this account: check its plan.',
  ],
  [
    pagerduty('listRelatedChangeEvents', 403, 2010),
    'FEATURE_UNAVAILABLE',
    'PagerDuty does not permit “list related change events”: the account’s plan lacks it, or the credential lacks the key.',
  ],
  [pagerduty('getUser', 403, 2010), 'UPSTREAM_FORBIDDEN', 'PagerDuty does not permit “get user” (requires the key).'],
  [cloudflare('getPolicy', 400, 0, 'Policy not found'), 'NOT_FOUND', 'Cloudflare notification policy not found.'],
  [cloudflare('deleteSilence', 400, 0, 'silence not found'), 'NOT_FOUND', 'Cloudflare silence not found.'],
  [
    pagerduty('listTeams', 404, 2100),
    'FEATURE_UNAVAILABLE',
    'PagerDuty does not offer “list teams” to this account: check its plan and the configured address.',
  ],
  [pagerduty('getIncident', 404, 2100), 'NOT_FOUND', 'PagerDuty incident not found.'],
  [pagerduty('resolveIncidents', 413), 'LIMIT_EXCEEDED', 'The request is larger than PagerDuty accepts in one call.'],
  [pagerduty('listIncidents', 400, 2001, 'Too deep'), 'INVALID_INPUT', 'PagerDuty rejected the input: Too deep.'],
  [cloudflare('listPolicies', 200, 1, 'Never'), 'UPSTREAM_REJECTED', 'Cloudflare rejected “list policies”: Never.'],
];

describe('the upstream error table', () => {
  it('has an example for every row', () => {
    expect(EXAMPLES).toHaveLength(UPSTREAM_ERROR_RULES.length);
  });

  it.each(EXAMPLES.map((example, row) => [row, ...example] as const))(
    'row %d is reached and maps to its code',
    (row, given, code, message) => {
      const rule = UPSTREAM_ERROR_RULES[row];
      if (!rule) throw new Error(`There is no row ${row}.`);
      const reported = jest.spyOn(rule, 'message');
      expect(faultFromResponse(given)).toMatchObject({ code, message });
      expect(reported).toHaveBeenCalledTimes(1);
      reported.mockRestore();
    },
  );

  it.each([
    ['6003', 'listPolicies', 400],
    ['6003', 'linkPagerDuty', 400],
    ['6111', 'createConnectToken', 400],
    ['9106', 'listPolicies', 400],
    ['9109', 'listPolicies', 400],
    ['10001', 'listPolicies', 400],
    ['1000', 'listPolicies', 400],
    ['1001', 'deletePagerDutyDestinations', 403],
  ])('names the operator’s credential for a bad Cloudflare token: %s of %s under %d', (code, name, status) => {
    const fault = faultFromResponse(cloudflare(name, status, Number(code)));
    expect(fault).toMatchObject({ code: 'UPSTREAM_UNAUTHENTICATED', message: expect.stringContaining('the key') });
  });

  it('maps a rejected connect token to the caller’s input', () => {
    expect(faultFromResponse(cloudflare('linkPagerDuty', 400, 1001)).code).toBe('CONNECT_TOKEN_REJECTED');
  });

  it('uses the message when PagerDuty gives one code two meanings', () => {
    expect(faultFromResponse(pagerduty('createIncident', 400, 2016, 'Something else')).code).toBe('INVALID_INPUT');
    expect(faultFromResponse(pagerduty('createIncident', 400, 2002, 'Arguments Caused Error')).code).toBe(
      'INVALID_INPUT',
    );
  });

  it('maps a refusal to success only in the requested status', () => {
    expect(faultFromResponse(pagerduty('resolveIncident', 400, 1001)).alreadyDone).toBe(true);
    expect(faultFromResponse(pagerduty('resolveIncident', 400, 1002)).alreadyDone).toBeUndefined();
  });

  it.each([
    [2006, 'UPSTREAM_UNAUTHENTICATED'],
    [2008, 'UPSTREAM_FORBIDDEN'],
    [2010, 'UPSTREAM_FORBIDDEN'],
    [2014, 'FEATURE_UNAVAILABLE'],
  ])('does not take a refusal with the code %d for an override that has ended', (upstreamCode, code) => {
    expect(faultFromResponse(pagerduty('deleteOverride', 400, upstreamCode)).code).toBe(code);
  });

  it('maps an unknown status to a bad response', () => {
    expect(faultFromResponse(pagerduty('getIncident', 999)).code).toBe('UPSTREAM_BAD_RESPONSE');
  });

  it.each([
    [1, 'PagerDuty incident P1 not found.'],
    [3, 'PagerDuty incident not found, one of: P1, P2, P3.'],
    [7, 'PagerDuty incident not found, one of: P1, P2, P3, P4, P5 and 2 more.'],
  ])('names the missing objects, at most five of %i', (count, message) => {
    const incidents = Array.from({ length: count }, (_, index) => `P${index + 1}`);
    const refusal = upstreamResponse('PAGERDUTY', 'mergeIncidents', 400, [{ code: 1004, message: 'No.' }], {
      objectId: 'PINTO',
      referencedIds: { incidents },
    });
    expect(faultFromResponse(refusal).message).toBe(message);
  });

  it('names the status when the upstream sends no message', () => {
    expect(faultFromResponse(pagerduty('addNote', 422)).message).toBe('PagerDuty rejected “add note”: HTTP 422.');
  });
});

describe('the outcome of a write', () => {
  it.each([
    [200, 'REFUSED'],
    [400, 'REFUSED'],
    [404, 'REFUSED'],
    [429, 'REFUSED'],
    [302, 'UNKNOWN'],
    [408, 'UNKNOWN'],
    [500, 'UNKNOWN'],
    [504, 'UNKNOWN'],
  ])('under %d is %s', (status, outcome) => {
    expect(faultFromResponse(cloudflare('deletePagerDutyDestinations', status)).outcome).toBe(outcome);
  });

  it('is not set for a read', () => {
    expect(faultFromResponse(cloudflare('listPolicies', 500)).outcome).toBeUndefined();
  });
});

describe('the details of a refusal', () => {
  const secrets = ['key-1', 'key-1-and-more'];

  it('contain no secret in any text', () => {
    const said = 'bad key-1-and-more and Bearer abc.def, Token token=xyz, pdus+_0abc';
    const fault = faultFromResponse(
      upstreamResponse(
        'CLOUDFLARE',
        'listPolicies',
        400,
        [{ message: said, pointer: '/key-1', documentationUrl: 'https://d/key-1' }],
        {
          secrets,
          messages: [{ message: 'see key-1-and-more' }],
          requestId: 'ray-key-1',
        },
      ),
    );
    expect(fault.upstream).toEqual({
      upstream: 'CLOUDFLARE',
      httpStatus: 400,
      requestId: 'ray-[secret]',
      errors: [
        {
          message: 'bad [secret] and [secret], [secret], [secret]',
          pointer: '/[secret]',
          documentationUrl: 'https://d/[secret]',
        },
      ],
      messages: [{ message: 'see [secret]' }],
    });
    expect(fault.message).not.toMatch(/key-1|more|abc|xyz/);
  });

  it('clip each text to 500 characters, without control characters', () => {
    const fault = faultFromResponse(
      upstreamResponse('PAGERDUTY', 'addNote', 400, [{ message: `a\u0000\r\nb${'c'.repeat(600)}` }]),
    );
    const text = fault.upstream?.errors[0]?.message ?? '';
    expect(text).toHaveLength(500);
    expect(text).toMatch(/^a bc+…$/);
  });

  it('never clip in the middle of a character', () => {
    const fault = faultFromResponse(
      upstreamResponse('PAGERDUTY', 'addNote', 400, [{ message: `${'c'.repeat(498)}🔥🔥` }]),
    );
    expect(fault.upstream?.errors[0]?.message).toBe(`${'c'.repeat(498)}…`);
  });

  it('contain the first 20 entries and the number of the others', () => {
    const errors = Array.from({ length: 23 }, (_, n) => ({ message: `error ${n}` }));
    const kept = faultFromResponse(upstreamResponse('PAGERDUTY', 'addNote', 400, errors)).upstream?.errors;
    expect(kept).toHaveLength(21);
    expect(kept?.slice(-2)).toEqual([{ message: 'error 19' }, { message: '… and 3 more' }]);
  });

  it('contain the requested wait', () => {
    expect(
      faultFromResponse(upstreamResponse('PAGERDUTY', 'addNote', 429, [], { retryAfterSeconds: 3 })).retryAfterSeconds,
    ).toBe(3);
  });
});

describe('a call without a readable response', () => {
  const write = { name: 'addNote', effect: 'write', permission: 'the key', notFoundMeaning: 'incident' } as const;

  it.each<[TransportErrorKind, ErrorCode, string, string]>([
    ['connect-failed', 'UPSTREAM_UNAVAILABLE', 'NOT_SENT', 'Could not connect to PagerDuty.'],
    [
      'reset',
      'UPSTREAM_UNAVAILABLE',
      'UNKNOWN',
      'The connection to PagerDuty was lost before the response was complete.',
    ],
    ['timeout', 'UPSTREAM_TIMEOUT', 'UNKNOWN', 'PagerDuty did not respond in time.'],
    [
      'aborted',
      'UPSTREAM_TIMEOUT',
      'UNKNOWN',
      'The request to PagerDuty was cancelled because the client disconnected.',
    ],
    ['unreadable', 'UPSTREAM_BAD_RESPONSE', 'UNKNOWN', 'The response from PagerDuty could not be read.'],
    ['too-large', 'UPSTREAM_BAD_RESPONSE', 'UNKNOWN', 'The response from PagerDuty is larger than 8 MiB.'],
    [
      'circuit-open',
      'UPSTREAM_UNAVAILABLE',
      'NOT_SENT',
      'PagerDuty keeps failing; requests to it are paused for a few seconds.',
    ],
    ['queue-full', 'UPSTREAM_TIMEOUT', 'NOT_SENT', 'Request queue for PagerDuty is full; the call was not sent.'],
    [
      'deadline-exceeded',
      'UPSTREAM_TIMEOUT',
      'NOT_SENT',
      'The deadline passed before the request to PagerDuty was sent.',
    ],
    [
      'rate-limit-hold',
      'UPSTREAM_RATE_LIMITED',
      'NOT_SENT',
      'Rate limit for PagerDuty: waiting for reset, or remaining quota is reserved for mutations.',
    ],
  ])('that was %s', (breakdown, code, outcome, message) => {
    expect(faultFromTransportError('PAGERDUTY', write, breakdown)).toMatchObject({ code, outcome, message });
  });

  it('has no outcome when it was a read, and keeps its cause', () => {
    const cause = new Error('ECONNRESET');
    const fault = faultFromTransportError('CLOUDFLARE', { ...write, effect: 'read' }, 'reset', { cause });
    expect([fault.outcome, fault.upstream, fault.cause]).toEqual([undefined, undefined, cause]);
  });

  it('keeps the status line if it arrived', () => {
    const fault = faultFromTransportError('PAGERDUTY', write, 'reset', { httpStatus: 201 });
    expect(fault.upstream).toEqual({ upstream: 'PAGERDUTY', httpStatus: 201, errors: [], messages: [] });
  });

  it('states when the gateway will allow calls again', () => {
    expect(
      faultFromTransportError('PAGERDUTY', write, 'rate-limit-hold', { retryAfterSeconds: 4 }).retryAfterSeconds,
    ).toBe(4);
  });

  it('has a message for every kind of failure', () => {
    expect(Object.keys(TRANSPORT_ERROR_RULES)).toHaveLength(11);
  });
});
