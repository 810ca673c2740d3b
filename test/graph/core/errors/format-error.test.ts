import { describe, expect, test } from '@jest/globals';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { Fault, type FaultDetails } from '../../../../src/faults/fault.js';
import type { ErrorCode } from '../../../../src/faults/codes.js';
import { createFormatError } from '../../../../src/graph/core/errors/format-error.js';
import { recordingLog } from '../../../server/test-gateway.js';

/** The serialized error for a value that a resolver of `incidents` throws. */
function formatThrown(thrown: unknown): { answer: GraphQLFormattedError; logged: unknown[] } {
  const { log, lines } = recordingLog();
  const format = createFormatError({ log, introspection: true });
  const originalError = thrown instanceof Error ? thrown : undefined;
  const error = originalError
    ? new GraphQLError(originalError.message, { path: ['incidents'], originalError })
    : thrown;
  const formatted = {
    message: 'as Apollo saw it',
    path: ['incidents'],
    extensions: { stacktrace: ['at secret.ts:1'] },
  };
  return { answer: format(formatted, error, 'r1'), logged: lines.map((line) => line.details) };
}

const formatFault = (kind: ErrorCode, details?: FaultDetails) =>
  formatThrown(new Fault(kind, 'One sentence.', details)).answer;

describe('a Fault', () => {
  test('is serialized with its code, its advice and its path', () => {
    expect(formatFault('NOT_CONFIGURED')).toEqual({
      message: 'One sentence.',
      path: ['incidents'],
      extensions: { code: 'NOT_CONFIGURED', retryable: false, retryAfterSeconds: null, requestId: 'r1' },
    });
  });

  test('keeps the upstream’s details separate from our own code', () => {
    const upstream = { upstream: 'PAGERDUTY', httpStatus: 429, errors: [{ code: 2020, message: 'Slow' }] } as const;
    const response = formatFault('UPSTREAM_RATE_LIMITED', {
      upstream: { ...upstream, messages: [] },
      retryAfterSeconds: 7,
    });
    expect(response.extensions).toEqual({
      code: 'UPSTREAM_RATE_LIMITED',
      retryable: true,
      retryAfterSeconds: 7,
      requestId: 'r1',
      upstream: { ...upstream, messages: [], requestId: null },
    });
  });

  test('of a write that may have been applied is not retryable', () => {
    const extensions = formatFault('UPSTREAM_TIMEOUT', { outcome: 'UNKNOWN', dedupKey: 'k' }).extensions;
    expect(extensions).toMatchObject({ retryable: false, outcome: 'UNKNOWN', dedupKey: 'k' });
  });

  test.each(['NOT_SENT', 'REFUSED'] as const)(
    'of a write that certainly was not applied (%s) stays retryable',
    (outcome) => {
      expect(formatFault('UPSTREAM_UNAVAILABLE', { outcome }).extensions).toMatchObject({ retryable: true, outcome });
    },
  );

  test('for a payload maps to the nearest code of errors[]', () => {
    const { extensions } = formatFault('INVALID_INPUT', { field: ['first'] });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: ['first'] });
  });

  test('is found however often it is wrapped', () => {
    const fault = new Fault('NOT_CONFIGURED', 'One sentence.');
    const wrapped = new GraphQLError('outer', { originalError: new GraphQLError('inner', { originalError: fault }) });
    expect(formatThrown(wrapped).answer.message).toBe('One sentence.');
  });

  test('does not expose its cause', () => {
    expect(JSON.stringify(formatFault('UPSTREAM_TIMEOUT', { cause: new Error('sesame') }))).not.toContain('sesame');
  });
});

describe('anything else', () => {
  test.each([
    ['a string', 'sesame'],
    ['null', null],
    ['an object without a prototype', Object.create(null)],
    ['a TypeError', new TypeError('sesame')],
    ['a GraphQLError of a resolver', new GraphQLError('sesame', { extensions: { code: 'BAD_USER_INPUT' } })],
    ['an error with a cause', new Error('sesame', { cause: 'sesame' })],
  ])('(%s) is an internal error without its own message', (_name, thrown) => {
    expect(formatThrown(thrown).answer).toEqual({
      message: 'Internal error',
      path: ['incidents'],
      extensions: { code: 'INTERNAL_SERVER_ERROR', retryable: false, retryAfterSeconds: null, requestId: 'r1' },
    });
  });

  test('is logged with its stack under the request id', () => {
    expect(formatThrown(new TypeError('sesame')).logged).toEqual([
      { requestId: 'r1', err: { type: 'TypeError', message: 'sesame', stack: expect.stringContaining('at ') } },
    ]);
  });

  test('is logged without its properties', () => {
    const thrown = Object.assign(new Error('broken'), { headers: { authorization: 'sesame' } });
    expect(JSON.stringify(formatThrown(thrown).logged)).not.toContain('sesame');
  });
});

describe('a value that does not fit its field', () => {
  const { answer: response, logged } = formatThrown(
    new GraphQLError('Int cannot represent non-integer value: "sesame"'),
  );

  test('is an error of the upstream that returned it', () => {
    expect(response).toEqual({
      message: 'The upstream returned a value of the wrong type for this field.',
      path: ['incidents'],
      extensions: { code: 'UPSTREAM_BAD_RESPONSE', retryable: true, retryAfterSeconds: null, requestId: 'r1' },
    });
  });

  test('is logged by its path alone', () => {
    expect(logged).toEqual([{ requestId: 'r1', path: ['incidents'] }]);
  });
});
