import { PagergraphError, type ReportedError } from './pagergraph-error.js';

/** A response whose body was read. */
export interface ReceivedResponse {
  readonly response: Response;
  readonly text: string;
}

interface ParsedResponse {
  /** Absent when the answer tells of none. */
  readonly data?: object | null;
  readonly errors: readonly ReportedError[];
  /** Whether it has errors that are not GraphQL's. */
  readonly isMalformed: boolean;
}

/**
 * The data of an answer without errors.
 *
 * @throws {PagergraphError} the answer's errors with the data beside them, or `BAD_RESPONSE`
 */
export function extractData({ response, text }: ReceivedResponse, isMutation: boolean): object {
  const { data, errors, isMalformed } = parseResponse(text);
  const [first] = errors;
  if (!first && !isMalformed && data) return data;
  const { status, headers } = response;
  const extensions = first?.extensions ?? {};
  // Errors without `data` come from before the execution, and so does a 4xx, whoever refused; at 5xx, and after a page of
  // somebody else, nobody knows how far it went.
  const isNotExecuted = data === undefined && (status < 400 ? first && !isMalformed : status < 500);
  throw new PagergraphError(first?.message ?? `The answer (HTTP ${status}) is not GraphQL’s.`, {
    code: extensions.code ?? 'BAD_RESPONSE',
    retryable: extensions.retryable ?? (!isMutation && status >= 500),
    retryAfterSeconds: extensions.retryAfterSeconds ?? null,
    outcome: isMutation ? (extensions.outcome ?? (isNotExecuted ? 'NOT_SENT' : 'UNKNOWN')) : null,
    requestId: extensions.requestId ?? headers.get('x-request-id'),
    errors,
    data: data ?? undefined,
  });
}

/** A proxy may answer any JSON; of what is not GraphQL's nothing is taken. */
function parseResponse(text: string): ParsedResponse {
  const { data, errors } = toFields(parseJson(text));
  const reported = Array.isArray(errors) ? errors.filter(isReportedError) : [];
  const isMalformed = Array.isArray(errors) ? reported.length < errors.length : errors !== undefined && errors !== null;
  if (data === undefined) return { errors: reported, isMalformed };
  return { data: isObject(data) ? data : null, errors: reported, isMalformed };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const toFields = (value: unknown) => (isObject(value) ? value : {});

function isReportedError(error: unknown): error is ReportedError {
  const { message, extensions } = toFields(error);
  return typeof message === 'string' && (extensions === undefined || isObject(extensions));
}
