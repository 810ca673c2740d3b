import { TransportFailure } from '../upstream/transport/transport-error.js';
import { Leaving } from './cancellation.js';

type Start<T> = (leaving: Leaving, close: () => void) => Promise<T>;

interface Flight<T> {
  /** `LANDED` when it is over. */
  answer: Promise<T>;
  /** Of everybody who waits. */
  readonly leaving: Leaving;
  waiting: number;
}

/**
 * Stands where an answer was that nobody can join any more. V8 keeps the former tables of a Map that grew or shrank, with
 * all that they hold, until the next full collection: with the answers left in there, half of what was new survived each
 * collection of the young, without them a twelfth (`--trace-gc-nvp`, plain lists).
 */
const LANDED = new Promise<never>(() => {});

/**
 * Identical reads under way share one call. The call has a leaving of its own, so that nobody is hit by another's; it ends
 * when nobody waits any more.
 */
export interface Flights<T> {
  /** @param start may close what it started: whoever asks then begins anew */
  join(key: string, leaving: Leaving | undefined, start: Start<T>): Promise<T>;
  /** Lets nobody join what is under way. */
  readonly closeAll: () => void;
  /** Runs a write: a read that begins after it began never joins one that began before. */
  write(work: () => Promise<T>): Promise<T>;
}

export function createFlights<T>(): Flights<T> {
  let flights = new Map<string, Flight<T>>();

  function begin(key: string, start: Start<T>): Flight<T> {
    const leaving = new Leaving();
    const own = flights;
    let flight: Flight<T> | undefined;
    const close = () => {
      if (own.get(key) === flight) own.delete(key);
    };
    const land = () => {
      close();
      if (flight) flight.answer = LANDED;
    };
    const answer = start(leaving, close);
    answer.then(land, land); // whether or not anybody is still there to hear of it
    flight = { answer, leaving, waiting: 0 };
    own.set(key, flight);
    return flight;
  }

  function closeAll(): void {
    flights = new Map();
  }

  return {
    join(key, leaving, start) {
      if (leaving?.hasLeft) return Promise.reject(new TransportFailure('aborted'));
      const flight = flights.get(key) ?? begin(key, start);
      flight.waiting += 1;
      if (!leaving) return flight.answer;
      return orGone(flight.answer, leaving, () => {
        flight.waiting -= 1;
        if (flight.waiting > 0) return;
        if (flights.get(key) === flight) flights.delete(key);
        flight.leaving.leave();
      });
    },
    closeAll,
    async write(work) {
      closeAll();
      try {
        return await work();
      } finally {
        closeAll();
      }
    },
  };
}

/** The answer, unless the one who waits for it leaves first. */
function orGone<T>(answer: Promise<T>, leaving: Leaving, leave: () => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const onLeaving = () => {
      leave();
      reject(new TransportFailure('aborted'));
    };
    leaving.tell(onLeaving);
    const settled =
      <V>(settle: (value: V) => void) =>
      (value: V) => {
        leaving.spare(onLeaving);
        settle(value);
      };
    answer.then(settled(resolve), settled(reject));
  });
}
