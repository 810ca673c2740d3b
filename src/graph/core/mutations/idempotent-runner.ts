import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Fault } from '../../../faults/fault.js';
import { MAX_RUNNING, type BeginResult, type IdempotencyStore, type OwnedKey } from '../../../store/idempotency.js';
import { stringifyLosslessJson, parseLosslessJson } from '../../../shared/lossless-json.js';

/** An earlier attempt with the same key whose outcome is unknown. */
export interface PreviousAttempt {
  /** Start of the first attempt, or the earliest time at which it can have started; in milliseconds since the epoch. */
  readonly startedAt: number;
  /** Whether there was one; false if the store may lack it. */
  readonly isCertain: boolean;
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

type Work<T> = (previous?: PreviousAttempt) => Promise<T>;

/** Work of this process in flight. */
interface RunningWork {
  readonly fingerprint: string;
  readonly result: Promise<unknown>;
}

const RETRY_AFTER_SECONDS = 1;

/** Interval at which work of another process is checked. */
const CHECK_INTERVAL_MS = 100;

/**
 * Work of this process is awaited here, also while the store is unavailable. The store has the results of finished work, and
 * the work of other processes.
 */
export function createIdempotentRunner(store: IdempotencyStore): IdempotentRunner {
  const running = new Map<string, RunningWork>();

  /** Lets others of this process wait for the same result. */
  async function share<T>(entryId: string, fingerprint: string, result: Promise<T>): Promise<T> {
    const own = { fingerprint, result };
    running.set(entryId, own);
    try {
      return await result;
    } finally {
      if (running.get(entryId) === own) running.delete(entryId);
    }
  }

  return {
    async run<T>(owner: string, key: string, input: unknown, work: Work<T>) {
      const id = { owner, key };
      const entryId = JSON.stringify([owner, key]);
      const fingerprint = hashInput(input);
      const awaitOwn = () => findResult<T>(running.get(entryId), fingerprint);
      const inFlight = awaitOwn();
      if (inFlight) return inFlight;
      const begun = await store.begin(id, fingerprint);
      if (begun.state === 'running') {
        return awaitOwn() ?? share(entryId, fingerprint, runAfterOthers(store, id, fingerprint, work));
      }
      const result = runBegun(store, id, begun, work);
      return 'claim' in begun ? share(entryId, fingerprint, result) : result;
    },
  };
}

/** @throws {Fault} `CONFLICT` if the work has other input */
function findResult<T>(own: RunningWork | undefined, fingerprint: string): Promise<T> | undefined {
  if (own && own.fingerprint !== fingerprint) throw createReusedKeyFault();
  return own?.result as Promise<T> | undefined;
}

/** Waits for the work of another process; runs the work if that one had no effect or did not end. */
async function runAfterOthers<T>(
  store: IdempotencyStore,
  id: OwnedKey,
  fingerprint: string,
  work: Work<T>,
): Promise<T> {
  for (;;) {
    await delay(CHECK_INTERVAL_MS);
    const begun = await store.begin(id, fingerprint);
    if (begun.state !== 'running') return runBegun(store, id, begun, work);
  }
}

type Begun = Exclude<BeginResult, { readonly state: 'running' }>;

async function runBegun<T>(store: IdempotencyStore, id: OwnedKey, begun: Begun, work: Work<T>): Promise<T> {
  switch (begun.state) {
    case 'taken':
      throw createReusedKeyFault();
    case 'crowded':
      throw createTooManyKeysFault();
    case 'done':
      return parseLosslessJson(begun.result) as T;
    case 'new':
      return runAndStore(store, id, begun.claim, () => work(undefined));
    default: {
      const previous = { startedAt: begun.since, isCertain: begun.state === 'lost' };
      return runAndStore(store, id, begun.claim, () => work(previous));
    }
  }
}

async function runAndStore<T>(store: IdempotencyStore, id: OwnedKey, claim: string, work: Work<T>): Promise<T> {
  try {
    const result = await work();
    await store.complete(id, claim, stringifyLosslessJson(result));
    return result;
  } catch (error) {
    if (hasNoEffect(error)) await store.release(id, claim);
    else await store.markLost(id, claim);
    throw error;
  }
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

function hashInput(input: unknown): string {
  return createHash('sha256').update(stringifyLosslessJson(input)).digest('base64');
}
