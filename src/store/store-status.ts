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

/** What an operator should know of the server that replicas share. */
export interface StoreCheck {
  /** Without credentials. */
  readonly address: string;
  /** Why the server is unavailable, without credentials; absent if it is available. */
  readonly reason?: string;
  readonly server?: ServerInfo;
}

export interface ServerInfo {
  /** Of Redis; a Valkey server reports the version of Redis that it is compatible with. */
  readonly version: string;
  readonly isSupported: boolean;
  /** What the server does when its memory is full. */
  readonly evictionPolicy: string | undefined;
  readonly persistence: Persistence;
}

/** What survives a restart of the server. */
export interface Persistence {
  /** Whether the server writes an append-only file; undefined if it does not report that. */
  readonly appendsToFile: boolean | undefined;
  /** Whether it makes snapshots; undefined if it appends to a file, or its user may not know. */
  readonly makesSnapshots: boolean | undefined;
}
