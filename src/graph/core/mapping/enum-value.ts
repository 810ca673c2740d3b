/** Options of the member `UNKNOWN` of an enum that only outputs have. */
export const UNKNOWN_VALUE = { description: 'A value newer than this gateway.' };

/** Options of the member `UNKNOWN` of an enum that inputs have, too; see `assertKnownEnum`. */
export const OUTPUT_ONLY_UNKNOWN_VALUE = {
  description: `${UNKNOWN_VALUE.description} Output only: as input it is rejected.`,
};

/**
 * Maps an upstream value to an enum whose values are those of the upstream, ignoring case. Any other value is `UNKNOWN`.
 *
 * @param aliases other upstream names of a value (docs/upstream-quirks.md, quirk 230)
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
