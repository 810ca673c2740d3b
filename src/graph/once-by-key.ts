import { Fault } from '../faults/fault.js';
import type { Earlier, Idempotency } from '../store/idempotency.js';
import { checkedKey } from './check.js';

/**
 * Runs a mutation's work once for each idempotency key of its caller; always, when the input has none.
 *
 * @param mutation so that one key may serve for different mutations
 * @throws {Fault} `INVALID_INPUT` for a key that is none, `CONFLICT` when the key came with other input before
 */
export async function onceByKey<T>(
  idempotency: Idempotency,
  mutation: string,
  input: { readonly idempotencyKey?: string | null },
  account: { readonly key: string },
  work: (earlier?: Earlier) => Promise<T>,
): Promise<T> {
  if (input.idempotencyKey == null) return work();
  const key = checkedKey(input.idempotencyKey, ['input', 'idempotencyKey']);
  return idempotency.once(JSON.stringify([mutation, account.key, key]), input, (earlier) =>
    earlier ? work(earlier).catch(stillUnknown) : work(),
  );
}

/** What an earlier try left unknown, this one's failing does not tell. */
function stillUnknown(error: unknown): never {
  throw error instanceof Fault ? error.with({ outcome: 'UNKNOWN' }) : error;
}
