/**
 * `TAKEN`: the edit may run. `BUSY`: another edit of the same object runs. `ALONE`: the replicas cannot agree, so the edit
 * may run, too.
 */
export type EditTurn = 'TAKEN' | 'BUSY' | 'ALONE';

/**
 * Lets one edit of an object run at a time, for an upstream that replaces the whole object without a version. A lease ends by
 * itself, because its holder may be dead. Never rejects.
 */
export interface EditLeases {
  /**
   * Takes the lease, unless another edit has it.
   *
   * @param key includes the account
   * @param id of the edit
   */
  take(key: string, id: string): Promise<EditTurn>;
  /** Lets another edit take the lease at once; does nothing without it. */
  release(key: string, id: string): Promise<void>;
}
