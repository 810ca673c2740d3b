/** A result as it is sent, made once for all subscribers that get it. */
export class RenderedResult {
  private frame: Buffer | undefined;

  /** @param json in one line */
  constructor(readonly json: string) {}

  /** The `next` event of graphql-sse's protocol. */
  get eventStreamFrame(): Buffer {
    this.frame ??= Buffer.from(`event: next\ndata: ${this.json}\n\n`);
    return this.frame;
  }
}
