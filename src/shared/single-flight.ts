import { TransportError } from '../upstream/transport/transport-error.js';
import { Cancellation } from './cancellation.js';

type Start<T> = (leaving: Cancellation, close: () => void) => Promise<T>;

interface InFlightRequest<T> {
  /** `LANDED` when it is over. */
  result: Promise<T>;
  /** Of everybody who waits. */
  readonly cancellation: Cancellation;
  waiters: number;
}

/**
 * Stands where an answer was that nobody can join any more. V8 keeps the former tables of a Map that grew or shrank, with
 * all that they hold, until the next full collection: with the answers left in there, half of what was new survived each
 * collection of the young, without them a twelfth (`--trace-gc-nvp`, plain lists).
 */
const SETTLED = new Promise<never>(() => {});

/**
 * Identical reads under way share one call. The call has a leaving of its own, so that nobody is hit by another's; it ends
 * when nobody waits any more.
 */
export interface SingleFlight<T> {
  /** @param start may close what it started: whoever asks then begins anew */
  share(key: string, cancellation: Cancellation | undefined, start: Start<T>): Promise<T>;
  /** Lets nobody join what is under way. */
  readonly forgetAll: () => void;
  /** Runs a write: a read that begins after it began never joins one that began before. */
  runWrite(work: () => Promise<T>): Promise<T>;
}

export function createSingleFlight<T>(): SingleFlight<T> {
  let inFlight = new Map<string, InFlightRequest<T>>();

  function begin(key: string, start: Start<T>): InFlightRequest<T> {
    const cancellation = new Cancellation();
    const mapAtStart = inFlight;
    let request: InFlightRequest<T> | undefined;
    const forget = () => {
      if (mapAtStart.get(key) === request) mapAtStart.delete(key);
    };
    const settle = () => {
      forget();
      if (request) request.result = SETTLED;
    };
    const answer = start(cancellation, forget);
    answer.then(settle, settle); // whether or not anybody is still there to hear of it
    request = { result: answer, cancellation, waiters: 0 };
    mapAtStart.set(key, request);
    return request;
  }

  function forgetAll(): void {
    inFlight = new Map();
  }

  return {
    share(key, cancellation, start) {
      if (cancellation?.isCancelled) return Promise.reject(new TransportError('aborted'));
      const request = inFlight.get(key) ?? begin(key, start);
      request.waiters += 1;
      if (!cancellation) return request.result;
      return orCancelled(request.result, cancellation, () => {
        request.waiters -= 1;
        if (request.waiters > 0) return;
        if (inFlight.get(key) === request) inFlight.delete(key);
        request.cancellation.cancel();
      });
    },
    forgetAll,
    async runWrite(work) {
      forgetAll();
      try {
        return await work();
      } finally {
        forgetAll();
      }
    },
  };
}

/** The answer, unless the one who waits for it leaves first. */
function orCancelled<T>(answer: Promise<T>, cancellation: Cancellation, onCancelled: () => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = () => {
      onCancelled();
      reject(new TransportError('aborted'));
    };
    cancellation.onCancel(cancel);
    const settled =
      <V>(settle: (value: V) => void) =>
      (value: V) => {
        cancellation.offCancel(cancel);
        settle(value);
      };
    answer.then(settled(resolve), settled(reject));
  });
}
