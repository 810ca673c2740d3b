/** What a store that is shared by replicas counts since its start. */
export interface StoreStatus {
  /** False while this replica works with its own state. */
  readonly isAvailable: boolean;
  /** Commands with a response. */
  readonly succeeded: number;
  /** Commands without a response, or with an error. */
  readonly failed: number;
  /** Commands that were not sent, because the server was unavailable. */
  readonly skipped: number;
  /** Values that were ignored, because another program wrote them or they are damaged. */
  readonly invalidValues: number;
}
