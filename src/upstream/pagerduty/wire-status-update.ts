import type { WireReference } from './wire.js';

export interface StatusUpdateDraft {
  readonly message: string;
  /** Replaces the e-mail; PagerDuty takes both parts or none (docs/upstream-quirks.md, quirk 167). */
  readonly email?: { readonly subject: string; readonly htmlMessage: string } | undefined;
}

/** The response to a status update; only its id is certain, and it cannot be read again. */
export interface WrittenStatusUpdate {
  readonly id: string;
  readonly message?: string | null;
  readonly subject?: string | null;
  readonly html_message?: string | null;
  readonly created_at?: string | null;
  readonly sender?: WireReference | null;
}

/** A user or a team that gets the status updates of an incident. */
export interface SubscriberReference {
  readonly id: string;
  readonly type: 'user' | 'team';
}

/** `type` is an open set. */
export interface WireSubscriber {
  readonly id: string;
  readonly type: string;
  readonly isIndirect: boolean;
}

export interface WireSubscription {
  readonly subscriber_id: string;
  /** `success`, `duplicate` or `unauthorized`. */
  readonly result: string;
}

/** Undefined is what the response lacks, or what is unknown after a lost response. */
export interface RemovedSubscribers {
  readonly removed: number | undefined;
  readonly notSubscribed: number | undefined;
  readonly notPermitted: number | undefined;
}
