/** How many of something each caller has. Only callers that have one take memory. */
export class CallerCounts {
  private readonly counts = new Map<string, number>();

  /** Number of callers that have one. */
  get size(): number {
    return this.counts.size;
  }

  /** Ids of the callers that have one. */
  callerIds(): Iterable<string> {
    return this.counts.keys();
  }

  get(callerId: string): number {
    return this.counts.get(callerId) ?? 0;
  }

  /** @param change positive or negative */
  add(callerId: string, change: number): void {
    const count = this.get(callerId) + change;
    if (count > 0) this.counts.set(callerId, count);
    else this.counts.delete(callerId);
  }
}
