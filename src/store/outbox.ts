/** What waits until PagerDuty can take it. */
export interface OutboxItem {
  readonly id: string;
  /** Items of one lane are delivered one after another, in the order in which they were added. */
  readonly lane: string;
  /** The caller. Bounds count the items of each owner. */
  readonly owner: string;
  /** What is shown of the item, as JSON. Kept after the item is settled. */
  readonly label: string;
  /** In milliseconds since the epoch. */
  readonly queuedAt: number;
  readonly expiresAt: number;
}

/** How an item ended. */
export type SettledState = 'DELIVERED' | 'CANCELLED' | 'EXPIRED' | 'REFUSED';

export interface ItemStatus {
  readonly state: 'WAITING' | SettledState;
  /** Start of the first attempt that may have been executed; absent if the item was certainly never sent. */
  readonly sentAt?: number | undefined;
  readonly settledAt?: number | undefined;
  /** How the item ended, as JSON. */
  readonly detail?: string | undefined;
}

export interface QueuedItem extends OutboxItem, ItemStatus {}

export interface NewItem extends OutboxItem, Pick<ItemStatus, 'sentAt'> {
  /** What is delivered, as JSON. Dropped when the item is settled. */
  readonly content: string;
}

/** An item that its holder delivers. It is nobody else's until the lease ends. */
export interface ClaimedItem {
  readonly item: QueuedItem;
  readonly content: string;
  readonly claim: string;
  /** Number of claims, with this one. */
  readonly attempts: number;
}

/** `refused`: the store executed nothing. `unknown`: no response, or a late error, so the item may be stored. */
export type AddResult = 'added' | 'full' | 'refused' | 'unavailable' | 'unknown';

export interface OutboxDepth {
  readonly waiting: number;
  /** When the oldest of them was added; undefined if nothing waits. */
  readonly oldestAt: number | undefined;
}

/**
 * What waits for the PagerDuty account of one configured key. All of it is data and survives the process. A claim that no
 * longer holds its item changes nothing. Never rejects.
 */
export interface Outbox {
  /** Resolves with `added` only when the item is stored. */
  add(item: NewItem): Promise<AddResult>;
  /** Undefined for an unknown id; a settled item is known for `SETTLED_TTL_MS`. */
  find(id: string): Promise<QueuedItem | undefined | 'unavailable'>;
  /** The oldest items that wait. */
  list(max: number): Promise<readonly QueuedItem[] | 'unavailable'>;
  readDepth(): Promise<OutboxDepth | 'unavailable'>;
  /** Number of items of a lane that wait. */
  count(lane: string): Promise<number | 'unavailable'>;
  /**
   * Cancels the items of a lane that were certainly never sent.
   *
   * @returns the number of items that still wait, because they may have been sent
   */
  cancel(lane: string): Promise<CancelResult | 'unavailable'>;
  /** Claims the first item of a lane that is due. From now on the item counts as sent. */
  claim(): Promise<ClaimedItem | undefined>;
  /**
   * Returns an item to its lane, which is due again at that time.
   *
   * @param wasSent false if this attempt was certainly not executed
   */
  release(claimed: ClaimedItem, dueAt: number, wasSent: boolean): Promise<void>;
  /** Resolves with whether the claim held the item. */
  settle(claimed: ClaimedItem, state: SettledState, detail: string): Promise<boolean>;
  /** The clock of `expiresAt` and `dueAt`, in milliseconds since the epoch. */
  now(): number;
}

export interface CancelResult {
  readonly cancelled: number;
  readonly remaining: number;
}

/** How long a settled item is known. */
export const SETTLED_TTL_MS = 24 * 3_600_000;

/** Bounds of one account. */
export interface OutboxLimits {
  readonly waiting: number;
  readonly waitingOfOwner: number;
  readonly settled: number;
  /** Of the contents that wait. */
  readonly bytes: number;
}

export const DEFAULT_OUTBOX_LIMITS: OutboxLimits = {
  waiting: 10_000,
  waitingOfOwner: 5_000,
  settled: 20_000,
  bytes: 64 * 1_048_576,
};

/** A delivery takes one deadline at most. */
export function outboxLeaseMs({ deadlineMs }: { readonly deadlineMs: number }): number {
  return 2 * deadlineMs;
}
