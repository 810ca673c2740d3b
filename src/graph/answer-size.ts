/**
 * How large an answer has become while it is made. Counted by the entries of its lists, for nothing else multiplies: every
 * field of an entry takes at least as much room while it is made as is counted for it.
 */
export class AnswerSize {
  private bytes = 0;

  /** @param limit in bytes */
  constructor(readonly limit: number) {}

  /** Once it is, what is still asked of lists comes to nothing, and the answer is refused as a whole. */
  get isTooLarge(): boolean {
    return this.bytes > this.limit;
  }

  /** @param bytes more of it */
  add(bytes: number): void {
    this.bytes += bytes;
  }
}
