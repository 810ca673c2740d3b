/** An answer other than success, thrown from anywhere in a handler; the listener sends it as it is. */
export class ErrorReply extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly status: number,
    /** An object goes out as JSON, a string as plain text. */
    readonly body: object | string,
  ) {
    super(`answered with ${status}`);
  }
}
