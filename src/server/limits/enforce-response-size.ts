import { Fault } from '../../faults/fault.js';
import type { FormatError } from '../../graph/core/errors/format-error.js';
import type { ResponseSize } from '../../graph/core/limits/response-size.js';
import type { JsonObject } from '../../shared/json.js';
import type { RequestScope } from '../../upstream/transport/request-scope.js';

/** Minimum size of an error with its message, path and extensions. */
const MIN_ERROR_BYTES = 250;
/** Of a UTF-16 code unit in UTF-8. */
const MAX_BYTES_PER_CHARACTER = 3;

/** The result of an operation, before or after its errors are formatted. */
interface SizedResult {
  readonly data?: unknown;
  readonly errors?: readonly unknown[] | undefined;
}

/** Whether a response became too large during execution, or will be too large as JSON. */
export function isResponseTooLarge({ data, errors = [] }: SizedResult, responseSize: ResponseSize): boolean {
  return responseSize.isTooLarge || subtractSize(data, responseSize.maxBytes - errors.length * MIN_ERROR_BYTES) < 0;
}

/** Subtracts the minimum JSON size of a value; negative if the value does not fit. Stops early, so the rest is not exact. */
function subtractSize(value: unknown, remaining: number): number {
  if (remaining < 0) return remaining;
  if (typeof value === 'string') return remaining - value.length;
  if (typeof value !== 'object' || value === null) return remaining - 1;
  let left = remaining;
  if (Array.isArray(value)) for (const part of value) left = subtractSize(part, left);
  // Not Object.entries, which takes seven times as long.
  else for (const name in value) left = subtractSize((value as JsonObject)[name], left - name.length);
  return left;
}

/** The error of a response that is too large. After a mutation its outcome is unknown, because the client gets no result. */
export function createTooLargeFault(maxBytes: number, mayHaveWritten: boolean): Fault {
  const message = `The response is larger than ${maxBytes} bytes (MAX_RESPONSE_BYTES). Request fewer entries or fields.`;
  return new Fault('OPERATION_TOO_COMPLEX', message, mayHaveWritten ? { outcome: 'UNKNOWN' } : {});
}

/** Returns the response body, or the body of an error if it is too large. */
export type CheckResponseSize = (body: string, scope: RequestScope) => string;

/** Checks the final body, because JSON escapes and UTF-8 add bytes that are not known before. */
export function createResponseSizeCheck(maxBytes: number, formatError: FormatError): CheckResponseSize {
  return (body, { requestId = null, mutationEpoch = 0 }) => {
    if (body.length * MAX_BYTES_PER_CHARACTER <= maxBytes || Buffer.byteLength(body) <= maxBytes) return body;
    const fault = createTooLargeFault(maxBytes, mutationEpoch > 0);
    const errors = [formatError({ message: fault.message }, fault, requestId)];
    return `${JSON.stringify({ errors, data: null })}\n`;
  };
}
