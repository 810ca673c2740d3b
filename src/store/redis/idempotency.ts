import { randomUUID } from 'node:crypto';
import {
  type BeginResult,
  DEFAULT_IDEMPOTENCY_LIMITS,
  type IdempotencyLimits,
  type IdempotencyStore,
  MAX_RUNNING,
  type OwnedKey,
} from '../idempotency.js';
import { addChecksum, readChecked } from '../checked-value.js';
import { BEGIN, FINISH, RENEW } from './idempotency-scripts.js';
import type { RedisConnection } from './redis-connection.js';
import { hashKeyPart, runScript, type Script } from './script.js';

/** A claim that is not renewed for so long is lost: its process was killed, or Redis is unavailable. */
const LEASE_MS = 6_000;
const RENEW_INTERVAL_MS = 2_000;

type Outcome = 'result' | 'lost' | 'nothing';

/** Running work of this process. */
interface Claim {
  readonly id: OwnedKey;
  readonly fingerprint: string;
  /** On the server's clock. */
  readonly startedAt: number;
  /** Claim in the store of this process, if Redis was unavailable. */
  readonly localClaim?: string;
}

/**
 * Shares claims and results between replicas. While Redis is unavailable, keys are claimed in this process only, and new ones
 * are reported as `unknown`.
 */
export class RedisIdempotencyStore implements IdempotencyStore {
  private readonly claims = new Map<string, Claim>();
  private readonly renewal: NodeJS.Timeout;

  constructor(
    private readonly redis: RedisConnection,
    private readonly local: IdempotencyStore,
    private readonly ttlSeconds: number,
    private readonly limits: IdempotencyLimits = DEFAULT_IDEMPOTENCY_LIMITS,
  ) {
    this.renewal = setInterval(() => this.renewClaims(), RENEW_INTERVAL_MS).unref();
  }

  async begin(id: OwnedKey, fingerprint: string): Promise<BeginResult> {
    const claim = randomUUID();
    const startedAt = this.redis.serverTime();
    const begun = await this.runScript(BEGIN, id, [fingerprint, claim, startedAt, MAX_RUNNING]);
    if (!Array.isArray(begun)) return this.beginLocally(id, { fingerprint, startedAt, claim });
    const [state, value] = begun as [BeginResult['state'], string];
    if (state === 'done') {
      const result = readChecked(value);
      return result === undefined ? this.beginWithoutResult(id, fingerprint) : { state, result };
    }
    if (state !== 'new' && state !== 'lost') return { state } as BeginResult;
    this.claims.set(claim, { id, fingerprint, startedAt });
    if (state === 'lost') return { state, claim, since: this.redis.toLocalTime(Number(value)) };
    return this.redis.isComplete ? { state: 'new', claim } : this.toUnknown(claim);
  }

  /** Drops a damaged result. Then the key counts as lost, so that the work checks what happened. */
  private async beginWithoutResult(id: OwnedKey, fingerprint: string): Promise<BeginResult> {
    this.redis.log.countInvalidValue('A stored response is damaged.');
    const { results, field } = this.toKeys(id);
    const removed = await this.redis.run((client) => client.hdel(results, field));
    if (removed !== undefined) return this.begin(id, fingerprint);
    return this.beginLocally(id, { fingerprint, startedAt: this.redis.serverTime(), claim: randomUUID() });
  }

  async complete(_id: OwnedKey, claim: string, result: string): Promise<void> {
    const fits = Buffer.byteLength(result) <= this.limits.resultBytes;
    await this.finish(claim, fits ? 'result' : 'lost', fits ? result : '');
  }

  async markLost(_id: OwnedKey, claim: string): Promise<void> {
    await this.finish(claim, 'lost');
  }

  async release(_id: OwnedKey, claim: string): Promise<void> {
    await this.finish(claim, 'nothing');
  }

  close(): void {
    clearInterval(this.renewal);
  }

  /** The claim keeps its token, because Redis may execute the command that timed out later. */
  private async beginLocally(
    id: OwnedKey,
    { fingerprint, startedAt, claim }: { fingerprint: string; startedAt: number; claim: string },
  ): Promise<BeginResult> {
    const begun = await this.local.begin(id, fingerprint);
    if (begun.state !== 'new' && begun.state !== 'lost') return begun;
    this.claims.set(claim, { id, fingerprint, startedAt, localClaim: begun.claim });
    return begun.state === 'new' ? this.toUnknown(claim) : { ...begun, claim };
  }

  private toUnknown(claim: string): BeginResult {
    const since = this.redis.toLocalTime(this.redis.serverTime()) - this.ttlSeconds * 1000;
    return { state: 'unknown', claim, since };
  }

  private async finish(claim: string, outcome: Outcome, result = ''): Promise<void> {
    const running = this.claims.get(claim);
    if (!running) return;
    this.claims.delete(claim);
    const { id, fingerprint, startedAt, localClaim } = running;
    if (localClaim !== undefined) await this.finishLocally(id, localClaim, outcome, result);
    const { ownerBytes } = this.limits;
    const checked = outcome === 'result' ? addChecksum(result) : '';
    const values = [fingerprint, claim, startedAt, ownerBytes, outcome, checked];
    const stored = await this.runScript(FINISH, id, values);
    if (stored !== undefined || outcome === 'nothing') return;
    if (localClaim !== undefined) this.redis.noteMissedWork();
    else if (outcome === 'result') await this.keepLocally(running, result);
  }

  /** Redis has the claim and not its end, so it counts as lost there. Repeats at this process get the result meanwhile. */
  private async keepLocally({ id, fingerprint }: Claim, result: string): Promise<void> {
    const begun = await this.local.begin(id, fingerprint);
    if ('claim' in begun) await this.local.complete(id, begun.claim, result);
  }

  private async finishLocally(id: OwnedKey, claim: string, outcome: Outcome, result: string): Promise<void> {
    if (outcome === 'result') await this.local.complete(id, claim, result);
    else if (outcome === 'lost') await this.local.markLost(id, claim);
    else await this.local.release(id, claim);
  }

  private renewClaims(): void {
    for (const [claim, { id }] of this.claims) void this.runScript(RENEW, id, [claim]);
  }

  private toKeys({ owner, key }: OwnedKey) {
    const base = `${this.redis.prefix}idempotency:{${hashKeyPart(owner)}}`;
    return { base, results: `${base}:results`, field: hashKeyPart(key) };
  }

  private runScript(script: Script, id: OwnedKey, values: readonly (string | number)[]): Promise<unknown> {
    const { base, results, field } = this.toKeys(id);
    const keys = [base, results, `${base}:expiry`, `${base}:running`];
    const common = [this.redis.serverTime(), this.ttlSeconds * 1000, LEASE_MS, field];
    return this.redis.run((client) => runScript(client, script, keys, [...common, ...values]));
  }
}
