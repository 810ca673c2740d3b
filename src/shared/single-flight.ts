import { Cancellation, CancelledError } from './cancellation.js';

/** @param drop removes the request from those in flight, so that later callers start a new one */
type Start<T> = (cancellation: Cancellation, drop: () => void) => Promise<T>;

interface InFlightRequest<T> {
  /** `SETTLED` after the end. */
  result: Promise<T>;
  /** Of all waiting callers together. */
  readonly cancellation: Cancellation;
  waiters: number;
}

/**
 * Replaces the result of a request that has ended. V8 keeps the former tables of a Map that grew or shrank, with all that
 * they hold, until the next full collection. With the results in there, half of the young objects survived each collection;
 * without them a twelfth (`--trace-gc-nvp`, plain lists).
 */
const SETTLED = new Promise<never>(() => {});

/**
 * Request deduplication: identical reads in flight share one call. The call has a separate cancellation, so that one caller
 * does not affect another; it is cancelled when no caller waits.
 */
export interface SingleFlight<T> {
  share(key: string, cancellation: Cancellation | undefined, start: Start<T>): Promise<T>;
  /** Later callers share no request that is in flight now. */
  readonly forgetAll: () => void;
  /** Runs a write: a read that starts after the write started never shares an earlier read. */
  runWrite(work: () => Promise<T>): Promise<T>;
}

/** @param createError rejects a caller that is cancelled */
export function createSingleFlight<T>(createError: () => Error = () => new CancelledError()): SingleFlight<T> {
  let inFlight = new Map<string, InFlightRequest<T>>();

  function forgetAll(): void {
    inFlight = new Map();
  }

  return {
    share(key, cancellation, start) {
      if (cancellation?.isCancelled) return Promise.reject(createError());
      const request = inFlight.get(key) ?? begin(inFlight, key, start);
      request.waiters += 1;
      if (!cancellation) return request.result;
      return orCancelled(request.result, cancellation, () => {
        request.waiters -= 1;
        if (request.waiters === 0) {
          if (inFlight.get(key) === request) inFlight.delete(key);
          request.cancellation.cancel();
        }
        return createError();
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

/** Starts a request, which stays in the map of its start until it ends or is dropped. */
function begin<T>(inFlight: Map<string, InFlightRequest<T>>, key: string, start: Start<T>): InFlightRequest<T> {
  const cancellation = new Cancellation();
  let request: InFlightRequest<T> | undefined;
  const drop = () => {
    if (inFlight.get(key) === request) inFlight.delete(key);
  };
  const settle = () => {
    drop();
    if (request) request.result = SETTLED;
  };
  const result = start(cancellation, drop);
  result.then(settle, settle); // also when no caller waits any more
  request = { result, cancellation, waiters: 0 };
  inFlight.set(key, request);
  return request;
}

/** The result, or the error of `onCancelled` when the caller is cancelled first. */
function orCancelled<T>(result: Promise<T>, cancellation: Cancellation, onCancelled: () => Error): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = () => reject(onCancelled());
    cancellation.onCancel(cancel);
    const settleWith =
      <V>(settle: (value: V) => void) =>
      (value: V) => {
        cancellation.offCancel(cancel);
        settle(value);
      };
    result.then(settleWith(resolve), settleWith(reject));
  });
}
