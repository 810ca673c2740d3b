/** An error response. Handlers throw it; the server sends it unchanged. */
export class ErrorReply extends Error {
  override readonly name = 'ErrorReply';

  constructor(
    readonly status: number,
    /** An object is sent as JSON, a string as plain text. */
    readonly body: object | string,
  ) {
    super(`responded with ${status}`);
  }
}
