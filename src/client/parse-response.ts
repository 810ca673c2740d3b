import { PagergraphError, type ReportedError } from './pagergraph-error.js';
import type { Sent } from './send-request.js';

interface Answer {
  /** Absent when the answer tells of none. */
  readonly data?: object | null;
  readonly errors: readonly ReportedError[];
  /** Whether it has errors that are not GraphQL's. */
  readonly isOdd: boolean;
}

/**
 * The data of an answer without errors.
 *
 * @throws {PagergraphError} the answer's errors with the data beside them, or `BAD_RESPONSE`
 */
export function dataIn({ response, text }: Sent, isMutation: boolean): object {
  const { data, errors, isOdd } = parsed(text);
  const [first] = errors;
  if (!first && !isOdd && data) return data;
  const { status, headers } = response;
  const told = first?.extensions ?? {};
  // Errors without `data` come from before the execution, and so does a 4xx, whoever refused; at 5xx, and after a page of
  // somebody else, nobody knows how far it went.
  const isUntouched = data === undefined && (status < 400 ? first && !isOdd : status < 500);
  throw new PagergraphError(first?.message ?? `The answer (HTTP ${status}) is not GraphQL’s.`, {
    code: told.code ?? 'BAD_RESPONSE',
    retryable: told.retryable ?? (!isMutation && status >= 500),
    retryAfterSeconds: told.retryAfterSeconds ?? null,
    outcome: isMutation ? (told.outcome ?? (isUntouched ? 'NOT_SENT' : 'UNKNOWN')) : null,
    requestId: told.requestId ?? headers.get('x-request-id'),
    errors,
    data: data ?? undefined,
  });
}

/** A proxy may answer any JSON; of what is not GraphQL's nothing is taken. */
function parsed(text: string): Answer {
  const { data, errors } = fieldsOf(jsonOf(text));
  const reported = Array.isArray(errors) ? errors.filter(isReported) : [];
  const isOdd = Array.isArray(errors) ? reported.length < errors.length : errors !== undefined && errors !== null;
  if (data === undefined) return { errors: reported, isOdd };
  return { data: isObject(data) ? data : null, errors: reported, isOdd };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const fieldsOf = (value: unknown) => (isObject(value) ? value : {});

function isReported(error: unknown): error is ReportedError {
  const { message, extensions } = fieldsOf(error);
  return typeof message === 'string' && (extensions === undefined || isObject(extensions));
}
