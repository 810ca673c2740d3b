/** Rejects a promise whose caller is cancelled. */
export class CancelledError extends Error {
  override readonly name = 'CancelledError';

  constructor() {
    super('The caller was cancelled.');
  }
}

/**
 * Signals that a caller no longer waits. A small `AbortSignal`: every request and every call needs one, and creating an
 * `AbortSignal` costs as much as a small response.
 */
export class Cancellation {
  private readonly listeners = new Set<() => void>();
  private cancelled = false;

  get isCancelled(): boolean {
    return this.cancelled;
  }

  get listenerCount(): number {
    return this.listeners.size;
  }

  cancel(): void {
    if (this.cancelled) return;
    this.cancelled = true;
    for (const listener of this.listeners) listener();
    this.listeners.clear();
  }

  /** Calls the listener at once when it is cancelled already. */
  onCancel(listener: () => void): void {
    if (this.cancelled) listener();
    else this.listeners.add(listener);
  }

  offCancel(listener: () => void): void {
    this.listeners.delete(listener);
  }
}
