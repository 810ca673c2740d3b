import {
  type BeginResult,
  DEFAULT_IDEMPOTENCY_LIMITS,
  type IdempotencyLimits,
  type IdempotencyStore,
  MAX_RUNNING,
  type OwnedKey,
} from '../idempotency.js';
import { OwnerEntries, type IdempotencyEntry } from './idempotency-entries.js';

interface MemoryLimits extends IdempotencyLimits {
  /** Maximum size of all owners, in bytes. */
  readonly totalBytes: number;
}

const DEFAULT_LIMITS: MemoryLimits = {
  ...DEFAULT_IDEMPOTENCY_LIMITS,
  totalBytes: 4 * DEFAULT_IDEMPOTENCY_LIMITS.ownerBytes,
};

type Outcome = { readonly result: string } | 'lost' | 'nothing';

export function createMemoryIdempotencyStore(
  ttlSeconds: number,
  now: () => number = Date.now,
  limits: MemoryLimits = DEFAULT_LIMITS,
): IdempotencyStore {
  return new MemoryIdempotencyStore(ttlSeconds, now, limits);
}

/**
 * Stores results in this process. At a limit, it evicts expired entries first, then the oldest finished ones: of the owner
 * over its own limit, or of the largest owner. Entries in flight are never evicted.
 */
class MemoryIdempotencyStore implements IdempotencyStore {
  private readonly entriesByOwner = new Map<string, OwnerEntries>();
  private claims = 0;

  constructor(
    private readonly ttlSeconds: number,
    private readonly now: () => number,
    private readonly limits: MemoryLimits,
  ) {}

  async begin({ owner, key }: OwnedKey, fingerprint: string): Promise<BeginResult> {
    const entries = this.entriesByOwner.get(owner) ?? new OwnerEntries(owner);
    entries.dropExpired(this.now());
    const existing = entries.get(key);
    if (existing && existing.fingerprint !== fingerprint) return { state: 'taken' };
    if (existing?.claim !== undefined) return { state: 'running' };
    if (existing?.result !== undefined) return { state: 'done', result: existing.result };
    if (entries.running >= MAX_RUNNING) return { state: 'crowded' };
    const { lostSince: since } = existing ?? {};
    const previous = since === undefined ? {} : { lostSince: since };
    const claim = String((this.claims += 1));
    entries.set(key, { fingerprint, startedAt: this.now(), claim, expiresAt: Infinity, ...previous });
    this.entriesByOwner.set(owner, entries);
    return since === undefined ? { state: 'new', claim } : { state: 'lost', claim, since };
  }

  async complete(id: OwnedKey, claim: string, result: string): Promise<void> {
    this.finish(id, claim, { result });
  }

  async markLost(id: OwnedKey, claim: string): Promise<void> {
    this.finish(id, claim, 'lost');
  }

  async release(id: OwnedKey, claim: string): Promise<void> {
    this.finish(id, claim, 'nothing');
  }

  private finish({ owner, key }: OwnedKey, claim: string, outcome: Outcome): void {
    const entries = this.entriesByOwner.get(owner);
    const entry = entries?.get(key);
    if (!entries || entry?.claim !== claim) return;
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
    // V8 uses up to two bytes per UTF-16 code unit.
    const fits = typeof outcome === 'object' && 2 * outcome.result.length <= this.limits.resultBytes;
    const known = fits ? { result: outcome.result } : { lostSince: lostSince ?? startedAt };
    return { fingerprint, startedAt, expiresAt: this.now() + this.ttlSeconds * 1000, ...known };
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
