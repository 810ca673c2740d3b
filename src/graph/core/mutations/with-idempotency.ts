import { validateKey } from '../input/validate.js';
import type { PagerDutyAccountContext } from '../context.js';
import type { PreviousAttempt, IdempotentRunner } from './idempotent-runner.js';
import { withOutcome } from './write-outcome.js';

/**
 * Runs a mutation's work once for each idempotency key of its caller; always, when the input has none.
 *
 * @param mutationName so that one key may serve for different mutations
 * @throws {Fault} `INVALID_INPUT` for a key that is none, `CONFLICT` when the key came with other input before,
 * `RATE_LIMITED` when too many of the caller's keys are running; whatever the work throws, with its outcome
 */
export async function withIdempotency<T>(
  runner: IdempotentRunner,
  mutationName: string,
  input: { readonly idempotencyKey?: string | null },
  { key: accountKey, caller, requestScope }: Pick<PagerDutyAccountContext, 'key' | 'caller' | 'requestScope'>,
  work: (previous?: PreviousAttempt) => Promise<T>,
): Promise<T> {
  if (input.idempotencyKey == null) return work();
  const key = validateKey(input.idempotencyKey, ['input', 'idempotencyKey']);
  return runner.run(caller.id, JSON.stringify([mutationName, accountKey, key]), input, async (previous) => {
    try {
      return await work(previous);
    } catch (error) {
      const fault = withOutcome(error, requestScope);
      // What an earlier try left unknown, this one's failing does not tell.
      throw previous ? fault.withDetails({ outcome: 'UNKNOWN' }) : fault;
    }
  });
}
