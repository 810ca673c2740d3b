/** DataLoader needs an `Error` for a failed key; a rejection would fail the whole batch. */
export function toError(reason: unknown): Error {
  if (reason instanceof Error) return reason;
  return new Error('A read failed with a value that is not an Error.', { cause: reason });
}
