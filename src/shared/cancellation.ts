/**
 * Tells those who work for somebody that nobody waits any more. Does what an `AbortSignal` would; every request and every
 * call needs one, and that one costs as much as a small answer.
 */
export class Leaving {
  private readonly listeners = new Set<() => void>();
  private gone = false;

  get hasLeft(): boolean {
    return this.gone;
  }

  /** How many would be told. */
  get watched(): number {
    return this.listeners.size;
  }

  leave(): void {
    if (this.gone) return;
    this.gone = true;
    for (const listener of this.listeners) listener();
    this.listeners.clear();
  }

  /** Is told at once when it has happened already. */
  tell(listener: () => void): void {
    if (this.gone) listener();
    else this.listeners.add(listener);
  }

  spare(listener: () => void): void {
    this.listeners.delete(listener);
  }
}
