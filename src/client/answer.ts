import { PagergraphError, type Outcome, type ReportedError } from './error.js';
import type { Sent } from './request.js';

interface Answer {
  readonly data?: object | null;
  readonly errors?: readonly ReportedError[];
}

/**
 * The data of an answer without errors.
 *
 * @throws {PagergraphError} the answer's errors with the data beside them, or `BAD_RESPONSE`
 */
export function dataIn({ response, text }: Sent, isMutation: boolean): object {
  const answer = parsed(text);
  const { data, errors = [] } = answer;
  const [first] = errors;
  if (!first && data) return data;
  const { status, headers } = response;
  const told = first?.extensions ?? {};
  throw new PagergraphError(first?.message ?? `The answer (HTTP ${status}) is not GraphQL’s.`, {
    code: told.code ?? 'BAD_RESPONSE',
    retryable: told.retryable ?? (!isMutation && status >= 500),
    retryAfterSeconds: told.retryAfterSeconds ?? null,
    outcome: told.outcome ?? (isMutation ? untoldOutcome(answer, status) : null),
    requestId: told.requestId ?? headers.get('x-request-id'),
    errors,
    data: data ?? undefined,
  });
}

/** An answer without `data` comes from before the execution; at 5xx nobody knows how far it went. */
function untoldOutcome(answer: Answer, status: number): Outcome {
  return status < 500 && !('data' in answer) ? 'NOT_SENT' : 'UNKNOWN';
}

function parsed(text: string): Answer {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
