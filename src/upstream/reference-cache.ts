import type { TtlCache } from '../shared/ttl-cache.js';
import type { Freshness } from './pagerduty/custom-fields.js';
import { type RequestScope, toSharedScope } from './transport/request-scope.js';

/** Kinds of references; a write invalidates all of one kind. */
export type ReferenceKind =
  | 'services'
  | 'users'
  | 'teams'
  | 'escalation policies'
  | 'priorities'
  | 'custom fields'
  | 'notification policies'
  | 'alert types';

/** Called for each read that may use the cache. */
export type OnCacheLookup = (kind: ReferenceKind, isHit: boolean) => void;

interface ScopedClient<C> {
  withScope(scope: RequestScope): C;
}

/** Reads references of one account through a cache, on behalf of one request. */
export class ReferenceCache<C extends ScopedClient<C>> {
  /** @param cache of the account, shared by all requests */
  constructor(
    readonly client: C,
    private readonly cache: TtlCache,
    private readonly onLookup?: OnCacheLookup,
    private readonly scope?: RequestScope,
  ) {}

  withScope(scope: RequestScope): ReferenceCache<C> {
    return new ReferenceCache(this.client.withScope(scope), this.cache, this.onLookup, scope);
  }

  /** A mutation bypasses the cache, because it decides by what it reads. */
  getOrLoad<T extends object>(kind: ReferenceKind, key: unknown, load: (client: C) => Promise<T>): Promise<T> {
    const { client, scope } = this;
    if (scope?.mutationDeadline !== undefined) return load(client);
    return this.getShared(kind, key, load);
  }

  /**
   * As `getOrLoad`, but a mutation may use the cache, too: it reads fresh definitions before they refuse a value.
   *
   * @param freshness `fresh` discards all cached definitions of this kind
   */
  getDefinition<T extends object>(
    kind: ReferenceKind,
    key: unknown,
    freshness: Freshness | undefined,
    load: (client: C) => Promise<T>,
  ): Promise<T> {
    return freshness === 'fresh' ? this.invalidating(kind, load) : this.getShared(kind, key, load);
  }

  private getShared<T extends object>(kind: ReferenceKind, key: unknown, load: (client: C) => Promise<T>): Promise<T> {
    const { client, scope, onLookup } = this;
    // Other requests share the response, so it does not end with the caller that started the read.
    const reader = scope ? client.withScope(toSharedScope(scope)) : client;
    let isHit = true;
    const result = this.cache.getOrLoad(kind, JSON.stringify(key), () => {
      isHit = false;
      return load(reader);
    });
    onLookup?.(kind, isHit);
    return result;
  }

  /** Runs a write that can change references of this kind. */
  invalidating<T>(kind: ReferenceKind, write: (client: C) => Promise<T>): Promise<T> {
    return this.cache.invalidating(kind, () => write(this.client));
  }
}
