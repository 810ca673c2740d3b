/**
 * Tells those who work for somebody that nobody waits any more. Does what an `AbortSignal` would; every request and every
 * call needs one, and that one costs as much as a small answer.
 */
export class Cancellation {
  private readonly listeners = new Set<() => void>();
  private cancelled = false;

  get isCancelled(): boolean {
    return this.cancelled;
  }

  /** How many would be told. */
  get listenerCount(): number {
    return this.listeners.size;
  }

  cancel(): void {
    if (this.cancelled) return;
    this.cancelled = true;
    for (const listener of this.listeners) listener();
    this.listeners.clear();
  }

  /** Is told at once when it has happened already. */
  onCancel(listener: () => void): void {
    if (this.cancelled) listener();
    else this.listeners.add(listener);
  }

  offCancel(listener: () => void): void {
    this.listeners.delete(listener);
  }
}
