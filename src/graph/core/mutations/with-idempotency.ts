import { validateKey } from '../input/validate.js';
import type { PagerDutyAccountContext } from '../context.js';
import type { PreviousAttempt, IdempotentRunner } from './idempotent-runner.js';
import { withOutcome } from './write-outcome.js';

/**
 * Runs the work of a mutation once per idempotency key of its caller, or always when the input has no key.
 *
 * @param mutationName makes one key usable for different mutations
 * @throws {Fault} `INVALID_INPUT` for an invalid key, `CONFLICT` when the key was used with different input.
 * `RATE_LIMITED` when too many keys of the caller are in flight. Also any error of the work, with its outcome
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
      // A failed retry does not settle the unknown outcome of the previous attempt.
      throw previous?.isCertain ? fault.withDetails({ outcome: 'UNKNOWN' }) : fault;
    }
  });
}
