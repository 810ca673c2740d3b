/** DataLoader wants an `Error` in a failed key's slot; a rejection would fail the whole batch. */
export function toError(reason: unknown): Error {
  if (reason instanceof Error) return reason;
  return new Error('A read failed with something that is no error.', { cause: reason });
}
