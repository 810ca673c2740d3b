interface Payload {
  readonly userErrors: readonly unknown[];
}

/** Result of a mutation: its payload without `userErrors`. `errors` is present if the mutation was rejected. */
export type Result<P extends Payload> = Omit<P, 'userErrors'> &
  ({ readonly ok: true } | { readonly ok: false; readonly errors: P['userErrors'] });

/** Converts a payload to a result. `ok` distinguishes the two cases. */
export function resultOf<P extends Payload>({ userErrors, ...rest }: P): Result<P> {
  return userErrors.length === 0 ? { ...rest, ok: true } : { ...rest, ok: false, errors: userErrors };
}
