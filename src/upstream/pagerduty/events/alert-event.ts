/** What a monitoring tool tells of one alert (contracts: pagerduty-events-v2 section 2). */
export type AlertEvent = AlertTrigger | AlertUpdate;

export interface AlertTrigger {
  readonly action: 'trigger';
  /** At most 255 characters; never absent, so that a lost answer may be followed by a repeat. */
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

/** Accepted, which is not created: it may be dropped or suppressed in silence (contracts: quirk 68). */
export interface AcceptedEvent {
  readonly status: string | null;
  readonly message: string | null;
  readonly dedupKey: string;
}
