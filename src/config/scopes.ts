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
export function parseScope(name: string): Scope | undefined {
  if (!ASCII_NAME.test(name)) return undefined;
  const scopeName = name.toUpperCase().replaceAll(':', '_');
  return SCOPES.find((scope) => scope === scopeName);
}

/** A word that can be no secret, which may be in the wrong place. */
const QUOTABLE_WORD = /^[A-Za-z][A-Za-z:_-]{0,39}$/;

/** The rule for a list of scopes, with the words of a list that are none. */
export function describeScopeRule(names: readonly string[]): string {
  const unknown = names.filter((name) => parseScope(name) === undefined);
  const quoted = unknown.map((name) => (QUOTABLE_WORD.test(name) ? `"${name}"` : 'something else')).join(', ');
  return `scopes of this gateway (${SCOPES.join(', ')}), not ${quoted}`;
}
