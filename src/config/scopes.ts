/** What a caller can be allowed to do. */
export const SCOPES = [
  'DESTINATIONS_READ',
  'DESTINATIONS_WRITE',
  'INCIDENTS_READ',
  'INCIDENTS_WRITE',
  'INCIDENTS_IMPERSONATE',
] as const;

export type Scope = (typeof SCOPES)[number];

/** Upper case makes an I of a dotless i, and an S of a long s. */
const ASCII_NAME = /^[A-Za-z_:]+$/;

/** The scope of this name, also spelled as OAuth would (`incidents:write`); undefined when there is none. */
export function scopeNamed(name: string): Scope | undefined {
  if (!ASCII_NAME.test(name)) return undefined;
  const wanted = name.toUpperCase().replaceAll(':', '_');
  return SCOPES.find((scope) => scope === wanted);
}

/** A word that can be no secret, which may be in the wrong place. */
const HARMLESS = /^[A-Za-z][A-Za-z:_-]{0,39}$/;

/** The rule for a list of scopes, with the words of a list that are none. */
export function scopeRule(names: readonly string[]): string {
  const unknown = names.filter((name) => scopeNamed(name) === undefined);
  const told = unknown.map((name) => (HARMLESS.test(name) ? `"${name}"` : 'something else')).join(', ');
  return `scopes of this gateway (${SCOPES.join(', ')}), not ${told}`;
}
