import { createHash } from 'node:crypto';
import { Fault } from '../../../faults/fault.js';
import { MAX_RUNNING, type IdempotencyStore } from '../../../store/idempotency.js';
import { exactText, parseExact } from '../../../shared/lossless-json.js';

/** What a repeat of lost work must know. */
export interface Earlier {
  /** When it was first tried, in milliseconds since the epoch; its outcome is unknown. */
  readonly lostSince: number;
}

/** Work that is run once for each key of its caller. */
export interface Idempotency {
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
  readonly once: <T>(owner: string, key: string, input: unknown, work: (earlier?: Earlier) => Promise<T>) => Promise<T>;
}

const RETRY_AFTER_SECONDS = 1;

/** Waits for what is running in this process; what became of the rest, the store knows. */
export function createIdempotency(store: IdempotencyStore): Idempotency {
  const running = new Map<string, Promise<unknown>>();

  async function run<T>(owner: string, key: string, work: () => Promise<T>): Promise<T> {
    try {
      const answer = await work();
      store.complete(owner, key, exactText(answer));
      return answer;
    } catch (error) {
      if (didNothing(error)) store.release(owner, key);
      else store.lose(owner, key);
      throw error;
    } finally {
      running.delete(idOf(owner, key));
    }
  }

  return {
    async once<T>(owner: string, key: string, input: unknown, work: (earlier?: Earlier) => Promise<T>) {
      const standing = store.begin(owner, key, fingerprintOf(input));
      switch (standing.state) {
        case 'taken':
          throw new Fault('CONFLICT', 'This idempotency key was used with other input before.', {
            field: ['input', 'idempotencyKey'],
          });
        case 'crowded':
          throw new Fault('RATE_LIMITED', `At most ${MAX_RUNNING} mutations with an idempotencyKey may run at once.`, {
            retryAfterSeconds: RETRY_AFTER_SECONDS,
          });
        case 'done':
          return parseExact(standing.answer) as T;
        case 'running':
          return running.get(idOf(owner, key)) as Promise<T>;
        default: {
          const earlier = standing.state === 'lost' ? { lostSince: standing.since } : undefined;
          const answer = run(owner, key, () => work(earlier));
          running.set(idOf(owner, key), answer);
          return answer;
        }
      }
    },
  };
}

/** Only a fault knows that nothing was done. */
function didNothing(error: unknown): boolean {
  return error instanceof Fault && (error.outcome === 'NOT_SENT' || error.outcome === 'REFUSED');
}

const idOf = (owner: string, key: string): string => JSON.stringify([owner, key]);

function fingerprintOf(input: unknown): string {
  return createHash('sha256').update(exactText(input)).digest('base64');
}
