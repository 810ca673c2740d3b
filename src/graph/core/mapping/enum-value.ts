/**
 * A wire value as a member of an enum whose values are the wire's, in whatever case it is written; one that is newer than
 * this gateway, or no text, is `UNKNOWN`.
 *
 * @param aliases what else the wire calls a value (contracts: quirk 230)
 */
export function toEnumValue<E extends Record<string, string> & { UNKNOWN: string }>(
  members: E,
  value: unknown,
  aliases: Readonly<Record<string, E[keyof E]>> = {},
): E[keyof E] {
  const normalized = typeof value === 'string' ? value.toLowerCase() : '';
  const match = Object.values(members).find((member) => member === normalized) as E[keyof E] | undefined;
  return (
    match ?? (Object.hasOwn(aliases, normalized) ? aliases[normalized] : undefined) ?? (members.UNKNOWN as E[keyof E])
  );
}
