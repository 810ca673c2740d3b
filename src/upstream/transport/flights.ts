import { TransportFailure } from './failure.js';

interface Flight<T> {
  readonly answer: Promise<T>;
  readonly controller: AbortController;
  waiting: number;
}

/**
 * Identical reads under way share one call. The call has a signal of its own, so that nobody is hit by another's leaving;
 * it ends when nobody waits any more.
 */
export interface Flights<T> {
  join(key: string, signal: AbortSignal | undefined, start: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Runs a write: a read that begins after it began never joins one that began before. */
  write(work: () => Promise<T>): Promise<T>;
}

export function createFlights<T>(): Flights<T> {
  let flights = new Map<string, Flight<T>>();

  function begin(key: string, start: (signal: AbortSignal) => Promise<T>): Flight<T> {
    const controller = new AbortController();
    const own = flights;
    const answer = start(controller.signal).finally(() => {
      if (own.get(key) === flight) own.delete(key);
    });
    answer.catch(() => {}); // everybody may have left
    const flight: Flight<T> = { answer, controller, waiting: 0 };
    own.set(key, flight);
    return flight;
  }

  return {
    async join(key, signal, start) {
      if (signal?.aborted) throw new TransportFailure('aborted');
      const flight = flights.get(key) ?? begin(key, start);
      flight.waiting += 1;
      const leave = () => {
        flight.waiting -= 1;
        if (flight.waiting > 0) return;
        if (flights.get(key) === flight) flights.delete(key);
        flight.controller.abort();
      };
      return orGone(flight.answer, signal, leave);
    },
    async write(work) {
      flights = new Map();
      try {
        return await work();
      } finally {
        flights = new Map();
      }
    },
  };
}

/** The answer, unless the one who waits for it leaves first. */
function orGone<T>(answer: Promise<T>, signal: AbortSignal | undefined, leave: () => void): Promise<T> {
  if (!signal) return answer;
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      leave();
      reject(new TransportFailure('aborted'));
    };
    signal.addEventListener('abort', onAbort, { once: true });
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
