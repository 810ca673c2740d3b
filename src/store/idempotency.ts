/** The state of a key when work begins. */
export type BeginResult =
  /** The key is claimed; the caller must call `complete`, `markLost` or `release` with the claim. */
  | { readonly state: 'new'; readonly claim: string }
  /** The key is claimed; the outcome of an earlier attempt is unknown. */
  | {
      readonly state: 'lost';
      readonly claim: string;
      /** When that attempt began, in milliseconds since the epoch. */
      readonly since: number;
    }
  /** The key is claimed, but the store may lack an earlier attempt. */
  | {
      readonly state: 'unknown';
      readonly claim: string;
      /** When such an attempt began at the earliest, in milliseconds since the epoch. */
      readonly since: number;
    }
  /** Another attempt runs, in this process or in another one. Begin again later to learn how it ended. */
  | { readonly state: 'running' }
  | { readonly state: 'done'; readonly result: string }
  /** The key was used with other input. */
  | { readonly state: 'taken' }
  /** The owner has too many keys in flight. */
  | { readonly state: 'crowded' };

/** An idempotency key and the caller it belongs to. The keys and the storage of each owner are separate. */
export interface OwnedKey {
  readonly owner: string;
  readonly key: string;
}

/**
 * Stores the results of work by idempotency key. Speaks plain data only, so that another process can continue; to wait for
 * running work is the business of the caller. A claim that no longer holds the key changes nothing. Never rejects.
 */
export interface IdempotencyStore {
  /**
   * Claims a key, unless it is in use.
   *
   * @param fingerprint identifies the input of the key
   */
  begin(id: OwnedKey, fingerprint: string): Promise<BeginResult>;
  /** Stores the result. Marks the key as lost if the result is too large, so that a retry checks the outcome. */
  complete(id: OwnedKey, claim: string, result: string): Promise<void>;
  /** The outcome is unknown. */
  markLost(id: OwnedKey, claim: string): Promise<void>;
  /** Nothing was executed: frees the key, unless an earlier outcome is unknown. */
  release(id: OwnedKey, claim: string): Promise<void>;
}

/** Maximum number of keys in flight of one owner. */
export const MAX_RUNNING = 100;

/** Maximum sizes in bytes. */
export interface IdempotencyLimits {
  readonly resultBytes: number;
  readonly ownerBytes: number;
}

const MIB = 1_048_576;
export const DEFAULT_IDEMPOTENCY_LIMITS: IdempotencyLimits = { resultBytes: MIB / 4, ownerBytes: 16 * MIB };
