/** A change of a system, such as a deployment (docs/upstream-quirks.md, Events API: change events). */
export interface ChangeEvent {
  /** 1 to 1024 characters. */
  readonly summary: string;
  readonly source?: string;
  /** ISO 8601; the time of arrival by default. */
  readonly timestamp?: string;
  readonly details?: Readonly<Record<string, unknown>>;
  /** At most 50. */
  readonly links?: readonly { readonly href: string; readonly text?: string }[];
}
