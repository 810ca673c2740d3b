import type { PageQuery, WireReference } from './wire.js';

/** Change events as PagerDuty sends them (docs/upstream-quirks.md, PagerDuty: change events). */

export interface WireChangeEvent {
  /** 26 characters. */
  readonly id: string;
  readonly summary?: string | null;
  /** Of the sender, else of its arrival. */
  readonly timestamp: string;
  readonly source?: string | null;
  /** References without a name. */
  readonly services?: readonly WireReference[] | null;
  readonly links?: readonly WireChangeLink[] | null;
  readonly custom_details?: unknown;
}

export interface WireChangeLink {
  readonly href: string;
  readonly text?: string | null;
}

/** A change event that PagerDuty relates to an incident. */
export interface WireRelatedChangeEvent extends WireChangeEvent {
  /** `most_recent`, `related_service` or `intelligent`; other values may follow. */
  readonly correlation_reason?: { readonly reason?: string | null } | null;
}

export interface ChangeEventQuery extends PageQuery {
  /** In UTC with `Z` and whole seconds. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}
