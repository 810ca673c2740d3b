import { checkedKey } from '../input/validate.js';
import type { PagerDutyAccess } from '../context.js';
import type { Earlier, Idempotency } from './idempotent-runner.js';
import { withOutcome } from './write-outcome.js';

/**
 * Runs a mutation's work once for each idempotency key of its caller; always, when the input has none.
 *
 * @param mutation so that one key may serve for different mutations
 * @throws {Fault} `INVALID_INPUT` for a key that is none, `CONFLICT` when the key came with other input before,
 * `RATE_LIMITED` when too many of the caller's keys are running; whatever the work throws, with its outcome
 */
export async function onceByKey<T>(
  idempotency: Idempotency,
  mutation: string,
  input: { readonly idempotencyKey?: string | null },
  { key: account, caller, scope }: Pick<PagerDutyAccess, 'key' | 'caller' | 'scope'>,
  work: (earlier?: Earlier) => Promise<T>,
): Promise<T> {
  if (input.idempotencyKey == null) return work();
  const key = checkedKey(input.idempotencyKey, ['input', 'idempotencyKey']);
  return idempotency.once(caller.id, JSON.stringify([mutation, account, key]), input, async (earlier) => {
    try {
      return await work(earlier);
    } catch (error) {
      const fault = withOutcome(error, scope);
      // What an earlier try left unknown, this one's failing does not tell.
      throw earlier ? fault.with({ outcome: 'UNKNOWN' }) : fault;
    }
  });
}
