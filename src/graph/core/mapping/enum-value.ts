/**
 * A wire value as a member of an enum whose values are the wire's, in whatever case it is written; one that is newer than
 * this gateway, or no text, is `UNKNOWN`.
 *
 * @param otherNames what else the wire calls a value (contracts: quirk 230)
 */
export function knownValue<E extends Record<string, string> & { UNKNOWN: string }>(
  members: E,
  value: unknown,
  otherNames: Readonly<Record<string, E[keyof E]>> = {},
): E[keyof E] {
  const told = typeof value === 'string' ? value.toLowerCase() : '';
  const known = Object.values(members).find((member) => member === told) as E[keyof E] | undefined;
  return known ?? (Object.hasOwn(otherNames, told) ? otherNames[told] : undefined) ?? (members.UNKNOWN as E[keyof E]);
}
