import { createHash } from 'node:crypto';
import { Fault } from '../../../faults/fault.js';
import { MAX_RUNNING, type IdempotencyStore } from '../../../store/idempotency.js';
import { stringifyLosslessJson, parseLosslessJson } from '../../../shared/lossless-json.js';

/** What a repeat of lost work must know. */
export interface PreviousAttempt {
  /** When it was first tried, in milliseconds since the epoch; its outcome is unknown. */
  readonly startedAt: number;
}

/** Work that is run once for each key of its caller. */
export interface IdempotentRunner {
  /**
   * Runs work unless it was run already; a repeat gets the first answer. A repeat while the first is running waits for it.
   * Work that surely did nothing may be tried anew, with other input as well; any other failure leaves its outcome unknown,
   * and a repeat is told so.
   *
   * @param owner the caller whose key it is
   * @param key of one kind of work
   * @param input what the key stands for; only a hash of it is kept
   * @param work answers what JSON can hold
   * @throws {Fault} `CONFLICT` when the key came with other input before, `RATE_LIMITED` when too many of the owner's keys
   * are running
   */
  readonly run: <T>(
    owner: string,
    key: string,
    input: unknown,
    work: (previous?: PreviousAttempt) => Promise<T>,
  ) => Promise<T>;
}

const RETRY_AFTER_SECONDS = 1;

/** Waits for what is running in this process; what became of the rest, the store knows. */
export function createIdempotentRunner(store: IdempotencyStore): IdempotentRunner {
  const running = new Map<string, Promise<unknown>>();

  async function runAndStore<T>(owner: string, key: string, work: () => Promise<T>): Promise<T> {
    try {
      const result = await work();
      store.complete(owner, key, stringifyLosslessJson(result));
      return result;
    } catch (error) {
      if (hasNoEffect(error)) store.release(owner, key);
      else store.markLost(owner, key);
      throw error;
    } finally {
      running.delete(toEntryId(owner, key));
    }
  }

  return {
    async run<T>(owner: string, key: string, input: unknown, work: (previous?: PreviousAttempt) => Promise<T>) {
      const claim = store.begin(owner, key, hashInput(input));
      switch (claim.state) {
        case 'taken':
          throw new Fault('CONFLICT', 'The idempotency key was already used with different input. Use a new key.', {
            field: ['input', 'idempotencyKey'],
          });
        case 'crowded':
          throw new Fault('RATE_LIMITED', `At most ${MAX_RUNNING} mutations with an idempotencyKey may run at once.`, {
            retryAfterSeconds: RETRY_AFTER_SECONDS,
          });
        case 'done':
          return parseLosslessJson(claim.result) as T;
        case 'running':
          return running.get(toEntryId(owner, key)) as Promise<T>;
        default: {
          const previous = claim.state === 'lost' ? { startedAt: claim.since } : undefined;
          const result = runAndStore(owner, key, () => work(previous));
          running.set(toEntryId(owner, key), result);
          return result;
        }
      }
    },
  };
}

/** Only a fault knows that nothing was done. */
function hasNoEffect(error: unknown): boolean {
  return error instanceof Fault && (error.outcome === 'NOT_SENT' || error.outcome === 'REFUSED');
}

const toEntryId = (owner: string, key: string): string => JSON.stringify([owner, key]);

function hashInput(input: unknown): string {
  return createHash('sha256').update(stringifyLosslessJson(input)).digest('base64');
}
