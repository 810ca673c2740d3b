/** An alert event of a monitoring tool (docs/upstream-quirks.md, Events API: alert events). */
export type AlertEvent = AlertTrigger | AlertUpdate;

export interface AlertTrigger {
  readonly action: 'trigger';
  /** At most 255 characters; required, so that an event can be retried after a lost response. */
  readonly dedupKey: string;
  /** 1 to 1024 characters. */
  readonly summary: string;
  readonly source: string;
  readonly severity: 'critical' | 'error' | 'warning' | 'info';
  readonly component?: string;
  readonly group?: string;
  readonly eventClass?: string;
  readonly details?: Readonly<Record<string, unknown>>;
  /** ISO 8601. */
  readonly timestamp?: string;
  readonly client?: string;
  readonly clientUrl?: string;
  readonly links?: readonly { readonly href: string; readonly text?: string }[];
  /** `src` must be https. */
  readonly images?: readonly { readonly src: string; readonly href?: string; readonly alt?: string }[];
}

export interface AlertUpdate {
  readonly action: 'acknowledge' | 'resolve';
  readonly dedupKey: string;
}

/** Accepted does not mean created: the event may be dropped or suppressed silently (docs/upstream-quirks.md, quirk 68). */
export interface AcceptedEvent {
  readonly status: string | null;
  readonly message: string | null;
  readonly dedupKey: string;
}
