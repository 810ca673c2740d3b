/** A wire value as a member of an enum whose values are the wire's; one that is newer than this gateway is `UNKNOWN`. */
export function knownValue<E extends Record<string, string> & { UNKNOWN: string }>(
  members: E,
  value: string | null | undefined,
): E[keyof E] {
  return (Object.values(members).find((member) => member === value) ?? members.UNKNOWN) as E[keyof E];
}
