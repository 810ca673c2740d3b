/** What a store that is shared by replicas counts since its start. */
export interface StoreStatus {
  /** False while this replica works with its own state. */
  readonly isAvailable: boolean;
  readonly commands: {
    readonly succeeded: number;
    /** Without a response, with an error, or too slow. */
    readonly failed: number;
    /** Not sent, because the server was unavailable. */
    readonly skipped: number;
  };
  /** Values that were ignored, because another program wrote them or they are damaged. */
  readonly invalidValues: number;
}
