import { PagergraphError, type ReportedError } from './pagergraph-error.js';

export interface ReceivedResponse {
  readonly response: Response;
  readonly text: string;
}

interface ParsedResponse {
  /** Absent if the response has no `data` field. */
  readonly data?: object | null;
  readonly errors: readonly ReportedError[];
  /** Whether `errors` contains something other than GraphQL errors. */
  readonly isMalformed: boolean;
}

/**
 * Returns the data of a response without errors.
 *
 * @throws {PagergraphError} with the response's errors and data, or with `BAD_RESPONSE`
 */
export function extractData({ response, text }: ReceivedResponse, isMutation: boolean): object {
  const { data, errors, isMalformed } = parseResponse(text);
  const [first] = errors;
  if (!first && !isMalformed && data) return data;
  const { status, headers } = response;
  const extensions = first?.extensions ?? {};
  // Errors without `data` occur before execution, and so does any 4xx. After a 5xx, or a response that is not GraphQL,
  // it is unknown whether the operation ran.
  const isNotExecuted = data === undefined && (status < 400 ? first && !isMalformed : status < 500);
  throw new PagergraphError(first?.message ?? `The response (HTTP ${status}) is not a GraphQL response.`, {
    code: extensions.code ?? 'BAD_RESPONSE',
    retryable: extensions.retryable ?? (!isMutation && status >= 500),
    retryAfterSeconds: extensions.retryAfterSeconds ?? null,
    outcome: isMutation ? (extensions.outcome ?? (isNotExecuted ? 'NOT_SENT' : 'UNKNOWN')) : null,
    requestId: extensions.requestId ?? headers.get('x-request-id'),
    errors,
    data: data ?? undefined,
  });
}

/** Reads GraphQL's fields only, because a proxy may send any JSON. */
function parseResponse(text: string): ParsedResponse {
  const { data, errors } = toFields(parseJson(text));
  const reported = Array.isArray(errors) ? errors.filter(isReportedError) : [];
  const isMalformed = Array.isArray(errors) ? reported.length < errors.length : errors !== undefined && errors !== null;
  if (data === undefined) return { errors: reported, isMalformed };
  return { data: isObject(data) ? data : null, errors: reported, isMalformed };
}

/** Undefined for text that is not JSON. */
export function parseJson(text: string): unknown {
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
