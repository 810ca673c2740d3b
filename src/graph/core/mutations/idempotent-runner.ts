import { createHash } from 'node:crypto';
import { Fault } from '../../../faults/fault.js';
import { MAX_RUNNING, type IdempotencyStore } from '../../../store/idempotency.js';
import { stringifyLosslessJson, parseLosslessJson } from '../../../shared/lossless-json.js';

/** An earlier attempt with the same key whose outcome is unknown. */
export interface PreviousAttempt {
  /** Start of the first attempt, in milliseconds since the epoch. */
  readonly startedAt: number;
}

/** Runs work once per idempotency key of a caller. */
export interface IdempotentRunner {
  /**
   * Runs work unless its key was used already. A retry gets the result of the first run, and waits while that is in flight.
   * After work that certainly had no effect the key is free again, also for other input. After any other failure the
   * outcome is unknown, and `work` receives the previous attempt.
   *
   * @param owner caller that owns the key
   * @param key idempotency key, unique per kind of work
   * @param input input of the work; only its hash is stored
   * @param work returns a JSON value
   * @throws {Fault} `CONFLICT` when the key was used with different input, `RATE_LIMITED` when too many keys of the owner
   * are in flight
   */
  readonly run: <T>(
    owner: string,
    key: string,
    input: unknown,
    work: (previous?: PreviousAttempt) => Promise<T>,
  ) => Promise<T>;
}

const RETRY_AFTER_SECONDS = 1;

/** Work in flight is awaited in this process; the store has the results of finished work. */
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
          throw createReusedKeyFault();
        case 'crowded':
          throw createTooManyKeysFault();
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

function createReusedKeyFault(): Fault {
  return new Fault('CONFLICT', 'The idempotency key was already used with different input. Use a new key.', {
    field: ['input', 'idempotencyKey'],
  });
}

function createTooManyKeysFault(): Fault {
  return new Fault('RATE_LIMITED', `At most ${MAX_RUNNING} mutations with an idempotencyKey may run at once.`, {
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
}

/** Any error other than a fault leaves the outcome unknown. */
function hasNoEffect(error: unknown): boolean {
  return error instanceof Fault && (error.outcome === 'NOT_SENT' || error.outcome === 'REFUSED');
}

const toEntryId = (owner: string, key: string): string => JSON.stringify([owner, key]);

function hashInput(input: unknown): string {
  return createHash('sha256').update(stringifyLosslessJson(input)).digest('base64');
}
