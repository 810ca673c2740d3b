/** Tracks which creates of one key run at the same time. Never rejects. */
export interface ConcurrentCreates {
  /**
   * Registers a create before it is sent.
   *
   * @param key includes the account
   * @returns an id for the other methods
   */
  start(key: string): Promise<string>;
  /** Whether other creates of the key ran at the same time; then `created_at` cannot tell which one made the incident. */
  isConcurrent(key: string, id: string): Promise<boolean>;
  end(key: string, id: string): Promise<void>;
}
