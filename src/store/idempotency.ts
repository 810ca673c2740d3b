import { Holding } from './idempotency-entries.js';

/** How a key stands when work is begun under it. */
export type Standing =
  /** It is claimed now; whoever began ends it by `complete`, `lose` or `release`. */
  | { readonly state: 'new' }
  /** It is claimed now, too; an earlier try had an unknown outcome. */
  | { readonly state: 'lost'; /** When that began, in milliseconds since the epoch. */ readonly since: number }
  | { readonly state: 'running' }
  | { readonly state: 'done'; readonly answer: string }
  /** It stands for other input. */
  | { readonly state: 'taken' }
  /** Its owner has too many keys under way. */
  | { readonly state: 'crowded' };

/**
 * What became of work by the key its caller gave it. Speaks data only: replicas would share it behind the same interface.
 * Keys of two owners never meet, and no owner takes room from another.
 */
export interface IdempotencyStore {
  /**
   * Claims a key, unless somebody has it.
   *
   * @param owner the caller whose key it is
   * @param fingerprint what the key stands for
   */
  begin(owner: string, key: string, fingerprint: string): Standing;
  /** Keeps the answer; one that is too large is remembered as lost, so that a repeat looks what became of it. */
  complete(owner: string, key: string, answer: string): void;
  /** The outcome is unknown. */
  lose(owner: string, key: string): void;
  /** Nothing was done: the key is free, unless an earlier outcome is unknown. */
  release(owner: string, key: string): void;
}

/** Keys of one owner that may be under way at once. */
export const MAX_RUNNING = 100;

/** Bounds in bytes, as V8 may hold a text: two for each UTF-16 unit. */
export interface IdempotencyBounds {
  /** Of one answer. */
  readonly answer: number;
  /** Of all that is kept for one owner. */
  readonly owner: number;
  /** Of all that is kept. */
  readonly process: number;
}

const MIB = 1_048_576;
const BOUNDS: IdempotencyBounds = { answer: MIB / 4, owner: 16 * MIB, process: 64 * MIB };

/**
 * Keeps answers in this process. Where a bound is met, what has expired goes first, then what ended first: of the owner
 * who exceeds his own, or of the one who holds most. What is under way never goes.
 */
export function createIdempotencyStore(
  ttlSeconds: number,
  now: () => number = Date.now,
  bounds: IdempotencyBounds = BOUNDS,
): IdempotencyStore {
  const holdings = new Map<string, Holding>();

  function dropExpired(): void {
    for (const [owner, holding] of holdings) {
      holding.dropExpired(now());
      if (holding.size === 0) holdings.delete(owner);
    }
  }

  /** Makes room for others where the process holds too much. */
  function makeRoom(): void {
    let total = bytesOf(holdings);
    if (total <= bounds.process) return;
    dropExpired();
    total = bytesOf(holdings);
    for (let most = largest(holdings); most && total > bounds.process; most = largest(holdings)) {
      total -= most.bytes;
      most.dropFirst();
      total += most.bytes;
    }
  }

  /** Puts what was running to what has ended. */
  function end(owner: string, key: string, outcome: { readonly answer: string } | 'lost' | 'nothing'): void {
    const holding = holdings.get(owner);
    const entry = holding?.get(key);
    if (!holding || !entry?.isRunning) return;
    const { fingerprint, startedAt, lostSince } = entry;
    if (outcome === 'nothing' && lostSince === undefined) {
      holding.remove(key);
      if (holding.size === 0) holdings.delete(owner);
      return;
    }
    const isKept = typeof outcome === 'object' && 2 * outcome.answer.length <= bounds.answer;
    const known = isKept ? { answer: outcome.answer } : { lostSince: lostSince ?? startedAt };
    holding.put(key, { fingerprint, startedAt, isRunning: false, expiresAt: now() + ttlSeconds * 1000, ...known });
    while (holding.bytes > bounds.owner && holding.dropFirst());
    makeRoom();
  }

  return {
    begin(owner, key, fingerprint) {
      const holding = holdings.get(owner) ?? new Holding(owner);
      holding.dropExpired(now());
      const known = holding.get(key);
      if (known && known.fingerprint !== fingerprint) return { state: 'taken' };
      if (known?.isRunning) return { state: 'running' };
      if (known?.answer !== undefined) return { state: 'done', answer: known.answer };
      if (holding.running >= MAX_RUNNING) return { state: 'crowded' };
      const { lostSince: since } = known ?? {};
      const lost = since === undefined ? {} : { lostSince: since };
      holding.put(key, { fingerprint, startedAt: now(), isRunning: true, expiresAt: Infinity, ...lost });
      holdings.set(owner, holding);
      return since === undefined ? { state: 'new' } : { state: 'lost', since };
    },
    complete: (owner, key, answer) => end(owner, key, { answer }),
    lose: (owner, key) => end(owner, key, 'lost'),
    release: (owner, key) => end(owner, key, 'nothing'),
  };
}

function bytesOf(holdings: ReadonlyMap<string, Holding>): number {
  let bytes = 0;
  for (const holding of holdings.values()) bytes += holding.bytes;
  return bytes;
}

/** The one that holds most, of those in which anything has ended. */
function largest(holdings: ReadonlyMap<string, Holding>): Holding | undefined {
  let most: Holding | undefined;
  for (const one of holdings.values()) {
    if (one.size > one.running && (!most || one.bytes > most.bytes)) most = one;
  }
  return most;
}
