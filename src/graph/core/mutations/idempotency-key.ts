import { MAX_KEY_LENGTH } from '../input/validate.js';
/** Description of the `idempotencyKey` of every mutation that has one. */
export const IDEMPOTENCY_KEY_DESCRIPTION = `Key that makes retries safe: 1 to ${MAX_KEY_LENGTH} characters. A retry by the same caller with the same key returns the first result, for a configured time (1 day by default). With different input it is a CONFLICT.`;
