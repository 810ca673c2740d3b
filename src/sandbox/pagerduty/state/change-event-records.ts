/** A change that a tool reported, such as a deployment. */
export interface ChangeEvent {
  /** 26 characters. */
  readonly id: string;
  readonly integrationId: string;
  readonly serviceId: string;
  readonly summary: string;
  /** Of the sender, else of the arrival. */
  readonly timestamp: string;
  readonly source: string | null;
  readonly details: unknown;
  readonly links: readonly ChangeEventLink[];
}

export interface ChangeEventLink {
  readonly href: string;
  readonly text?: string | undefined;
}
