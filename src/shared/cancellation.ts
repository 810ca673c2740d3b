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
  /** Undefined without listeners, as most are: an empty set takes 150 bytes. */
  private listeners: Set<() => void> | undefined;
  private cancelled = false;

  get isCancelled(): boolean {
    return this.cancelled;
  }

  get listenerCount(): number {
    return this.listeners?.size ?? 0;
  }

  cancel(): void {
    if (this.cancelled) return;
    this.cancelled = true;
    for (const listener of this.listeners ?? []) listener();
    this.listeners = undefined;
  }

  /** Calls the listener at once when it is cancelled already. */
  onCancel(listener: () => void): void {
    if (this.cancelled) return listener();
    this.listeners ??= new Set();
    this.listeners.add(listener);
  }

  offCancel(listener: () => void): void {
    this.listeners?.delete(listener);
  }
}
