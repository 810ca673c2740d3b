import { OwnerEntries, type IdempotencyEntry } from './idempotency-entries.js';

/** The state of a key when work begins. */
export type BeginResult =
  /** The key is claimed; the caller must call `complete`, `markLost` or `release`. */
  | { readonly state: 'new' }
  /** The key is claimed; the outcome of an earlier attempt is unknown. */
  | { readonly state: 'lost'; /** When that attempt began, in milliseconds since the epoch. */ readonly since: number }
  | { readonly state: 'running' }
  | { readonly state: 'done'; readonly result: string }
  /** The key was used with other input. */
  | { readonly state: 'taken' }
  /** The owner has too many keys in flight. */
  | { readonly state: 'crowded' };

/**
 * Stores the results of work by idempotency key. Uses plain data only, so that replicas can share a store behind the same
 * interface. The keys and the storage of each owner are separate.
 */
export interface IdempotencyStore {
  /**
   * Claims a key, unless it is in use.
   *
   * @param owner the caller of the key
   * @param fingerprint identifies the input of the key
   */
  begin(owner: string, key: string, fingerprint: string): BeginResult;
  /** Stores the result. Marks the key as lost if the result is too large, so that a retry checks the outcome. */
  complete(owner: string, key: string, result: string): void;
  /** The outcome is unknown. */
  markLost(owner: string, key: string): void;
  /** Nothing was executed: frees the key, unless an earlier outcome is unknown. */
  release(owner: string, key: string): void;
}

/** Maximum number of keys in flight of one owner. */
export const MAX_RUNNING = 100;

/** Maximum sizes in bytes; V8 uses up to two bytes per UTF-16 code unit. */
export interface IdempotencyLimits {
  readonly resultBytes: number;
  readonly ownerBytes: number;
  readonly totalBytes: number;
}

const MIB = 1_048_576;
const DEFAULT_LIMITS: IdempotencyLimits = { resultBytes: MIB / 4, ownerBytes: 16 * MIB, totalBytes: 64 * MIB };

type Outcome = { readonly result: string } | 'lost' | 'nothing';

export function createIdempotencyStore(
  ttlSeconds: number,
  now: () => number = Date.now,
  limits: IdempotencyLimits = DEFAULT_LIMITS,
): IdempotencyStore {
  return new MemoryIdempotencyStore(ttlSeconds, now, limits);
}

/**
 * Stores results in this process. At a limit, it evicts expired entries first, then the oldest finished ones: of the owner
 * over its own limit, or of the largest owner. Entries in flight are never evicted.
 */
class MemoryIdempotencyStore implements IdempotencyStore {
  private readonly entriesByOwner = new Map<string, OwnerEntries>();

  constructor(
    private readonly ttlSeconds: number,
    private readonly now: () => number,
    private readonly limits: IdempotencyLimits,
  ) {}

  begin(owner: string, key: string, fingerprint: string): BeginResult {
    const entries = this.entriesByOwner.get(owner) ?? new OwnerEntries(owner);
    entries.dropExpired(this.now());
    const existing = entries.get(key);
    if (existing && existing.fingerprint !== fingerprint) return { state: 'taken' };
    if (existing?.isRunning) return { state: 'running' };
    if (existing?.result !== undefined) return { state: 'done', result: existing.result };
    if (entries.running >= MAX_RUNNING) return { state: 'crowded' };
    const { lostSince: since } = existing ?? {};
    const previous = since === undefined ? {} : { lostSince: since };
    entries.set(key, { fingerprint, startedAt: this.now(), isRunning: true, expiresAt: Infinity, ...previous });
    this.entriesByOwner.set(owner, entries);
    return since === undefined ? { state: 'new' } : { state: 'lost', since };
  }

  complete(owner: string, key: string, result: string): void {
    this.finish(owner, key, { result });
  }

  markLost(owner: string, key: string): void {
    this.finish(owner, key, 'lost');
  }

  release(owner: string, key: string): void {
    this.finish(owner, key, 'nothing');
  }

  private finish(owner: string, key: string, outcome: Outcome): void {
    const entries = this.entriesByOwner.get(owner);
    const entry = entries?.get(key);
    if (!entries || !entry?.isRunning) return;
    if (outcome === 'nothing' && entry.lostSince === undefined) {
      entries.remove(key);
      if (entries.size === 0) this.entriesByOwner.delete(owner);
      return;
    }
    entries.set(key, this.toFinishedEntry(entry, outcome));
    while (entries.bytes > this.limits.ownerBytes && entries.dropOldest());
    this.evictToLimit();
  }

  private toFinishedEntry({ fingerprint, startedAt, lostSince }: IdempotencyEntry, outcome: Outcome): IdempotencyEntry {
    const fits = typeof outcome === 'object' && 2 * outcome.result.length <= this.limits.resultBytes;
    const known = fits ? { result: outcome.result } : { lostSince: lostSince ?? startedAt };
    return { fingerprint, startedAt, isRunning: false, expiresAt: this.now() + this.ttlSeconds * 1000, ...known };
  }

  private evictToLimit(): void {
    let total = this.sumBytes();
    if (total <= this.limits.totalBytes) return;
    this.dropExpired();
    total = this.sumBytes();
    for (
      let largest = this.findLargestOwner();
      largest && total > this.limits.totalBytes;
      largest = this.findLargestOwner()
    ) {
      total -= largest.bytes;
      largest.dropOldest();
      total += largest.bytes;
    }
  }

  private dropExpired(): void {
    for (const [owner, entries] of this.entriesByOwner) {
      entries.dropExpired(this.now());
      if (entries.size === 0) this.entriesByOwner.delete(owner);
    }
  }

  private sumBytes(): number {
    let bytes = 0;
    for (const entries of this.entriesByOwner.values()) bytes += entries.bytes;
    return bytes;
  }

  /** The largest owner that has finished entries. */
  private findLargestOwner(): OwnerEntries | undefined {
    let largest: OwnerEntries | undefined;
    for (const one of this.entriesByOwner.values()) {
      if (one.size > one.running && (!largest || one.bytes > largest.bytes)) largest = one;
    }
    return largest;
  }
}
