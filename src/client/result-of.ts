interface Payload {
  readonly userErrors: readonly unknown[];
}

/** What became of a mutation: its payload without `userErrors`, and `errors` when it was refused. */
export type Result<P extends Payload> = Omit<P, 'userErrors'> &
  ({ readonly ok: true } | { readonly ok: false; readonly errors: P['userErrors'] });

/** Turns a payload into a result whose `ok` tells which of the two it is. */
export function resultOf<P extends Payload>({ userErrors, ...rest }: P): Result<P> {
  return userErrors.length === 0 ? { ...rest, ok: true } : { ...rest, ok: false, errors: userErrors };
}
