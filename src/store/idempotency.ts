import { OwnerEntries } from './idempotency-entries.js';

/** How a key stands when work is begun under it. */
export type BeginResult =
  /** It is claimed now; whoever began ends it by `complete`, `lose` or `release`. */
  | { readonly state: 'new' }
  /** It is claimed now, too; an earlier try had an unknown outcome. */
  | { readonly state: 'lost'; /** When that began, in milliseconds since the epoch. */ readonly since: number }
  | { readonly state: 'running' }
  | { readonly state: 'done'; readonly result: string }
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
  begin(owner: string, key: string, fingerprint: string): BeginResult;
  /** Keeps the answer; one that is too large is remembered as lost, so that a repeat looks what became of it. */
  complete(owner: string, key: string, result: string): void;
  /** The outcome is unknown. */
  markLost(owner: string, key: string): void;
  /** Nothing was done: the key is free, unless an earlier outcome is unknown. */
  release(owner: string, key: string): void;
}

/** Keys of one owner that may be under way at once. */
export const MAX_RUNNING = 100;

/** Bounds in bytes, as V8 may hold a text: two for each UTF-16 unit. */
export interface IdempotencyLimits {
  /** Of one answer. */
  readonly resultBytes: number;
  /** Of all that is kept for one owner. */
  readonly ownerBytes: number;
  /** Of all that is kept. */
  readonly totalBytes: number;
}

const MIB = 1_048_576;
const DEFAULT_LIMITS: IdempotencyLimits = { resultBytes: MIB / 4, ownerBytes: 16 * MIB, totalBytes: 64 * MIB };

/**
 * Keeps answers in this process. Where a bound is met, what has expired goes first, then what ended first: of the owner
 * who exceeds his own, or of the one who holds most. What is under way never goes.
 */
export function createIdempotencyStore(
  ttlSeconds: number,
  now: () => number = Date.now,
  limits: IdempotencyLimits = DEFAULT_LIMITS,
): IdempotencyStore {
  const entriesByOwner = new Map<string, OwnerEntries>();

  function dropExpired(): void {
    for (const [owner, ownerEntries] of entriesByOwner) {
      ownerEntries.dropExpired(now());
      if (ownerEntries.size === 0) entriesByOwner.delete(owner);
    }
  }

  /** Makes room for others where the process holds too much. */
  function evictToLimit(): void {
    let total = sumBytes(entriesByOwner);
    if (total <= limits.totalBytes) return;
    dropExpired();
    total = sumBytes(entriesByOwner);
    for (
      let largestOwner = findLargestOwner(entriesByOwner);
      largestOwner && total > limits.totalBytes;
      largestOwner = findLargestOwner(entriesByOwner)
    ) {
      total -= largestOwner.bytes;
      largestOwner.dropOldest();
      total += largestOwner.bytes;
    }
  }

  /** Puts what was running to what has ended. */
  function finish(owner: string, key: string, outcome: { readonly result: string } | 'lost' | 'nothing'): void {
    const ownerEntries = entriesByOwner.get(owner);
    const entry = ownerEntries?.get(key);
    if (!ownerEntries || !entry?.isRunning) return;
    const { fingerprint, startedAt, lostSince } = entry;
    if (outcome === 'nothing' && lostSince === undefined) {
      ownerEntries.remove(key);
      if (ownerEntries.size === 0) entriesByOwner.delete(owner);
      return;
    }
    const fits = typeof outcome === 'object' && 2 * outcome.result.length <= limits.resultBytes;
    const known = fits ? { result: outcome.result } : { lostSince: lostSince ?? startedAt };
    ownerEntries.set(key, { fingerprint, startedAt, isRunning: false, expiresAt: now() + ttlSeconds * 1000, ...known });
    while (ownerEntries.bytes > limits.ownerBytes && ownerEntries.dropOldest());
    evictToLimit();
  }

  return {
    begin(owner, key, fingerprint) {
      const ownerEntries = entriesByOwner.get(owner) ?? new OwnerEntries(owner);
      ownerEntries.dropExpired(now());
      const existing = ownerEntries.get(key);
      if (existing && existing.fingerprint !== fingerprint) return { state: 'taken' };
      if (existing?.isRunning) return { state: 'running' };
      if (existing?.result !== undefined) return { state: 'done', result: existing.result };
      if (ownerEntries.running >= MAX_RUNNING) return { state: 'crowded' };
      const { lostSince: since } = existing ?? {};
      const previous = since === undefined ? {} : { lostSince: since };
      ownerEntries.set(key, { fingerprint, startedAt: now(), isRunning: true, expiresAt: Infinity, ...previous });
      entriesByOwner.set(owner, ownerEntries);
      return since === undefined ? { state: 'new' } : { state: 'lost', since };
    },
    complete: (owner, key, result) => finish(owner, key, { result }),
    markLost: (owner, key) => finish(owner, key, 'lost'),
    release: (owner, key) => finish(owner, key, 'nothing'),
  };
}

function sumBytes(entriesByOwner: ReadonlyMap<string, OwnerEntries>): number {
  let bytes = 0;
  for (const ownerEntries of entriesByOwner.values()) bytes += ownerEntries.bytes;
  return bytes;
}

/** The one that holds most, of those in which anything has ended. */
function findLargestOwner(entriesByOwner: ReadonlyMap<string, OwnerEntries>): OwnerEntries | undefined {
  let largestOwner: OwnerEntries | undefined;
  for (const one of entriesByOwner.values()) {
    if (one.size > one.running && (!largestOwner || one.bytes > largestOwner.bytes)) largestOwner = one;
  }
  return largestOwner;
}
