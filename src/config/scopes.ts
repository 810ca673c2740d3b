/** The rights that a caller can have. */
export const SCOPES = [
  'DESTINATIONS_READ',
  'DESTINATIONS_WRITE',
  'INCIDENTS_READ',
  'INCIDENTS_WRITE',
  'INCIDENTS_IMPERSONATE',
  'POLICIES_WRITE',
  'SCHEDULES_WRITE',
] as const;

export type Scope = (typeof SCOPES)[number];

/** Excludes letters such as the dotless i, which `toUpperCase` turns into ASCII letters. */
const ASCII_NAME = /^[A-Za-z_:]+$/;

/** Accepts the OAuth spelling too (`incidents:write`); undefined for an unknown scope. */
export function parseScope(name: string): Scope | undefined {
  if (!ASCII_NAME.test(name)) return undefined;
  const scopeName = name.toUpperCase().replaceAll(':', '_');
  return SCOPES.find((scope) => scope === scopeName);
}

/** The spelling of tokens and routers, such as `incidents:write`. */
export function toOAuthScope(scope: Scope): string {
  return scope.toLowerCase().replace('_', ':');
}

/** A word that is not a misplaced secret, so a message may quote it. */
const QUOTABLE_WORD = /^[A-Za-z][A-Za-z:_-]{0,39}$/;

/** The rule for a list of scopes, followed by the invalid entries of the list. */
export function describeScopeRule(names: readonly string[]): string {
  const unknown = names.filter((name) => parseScope(name) === undefined);
  const quoted = unknown.map((name) => (QUOTABLE_WORD.test(name) ? `"${name}"` : 'something else')).join(', ');
  return `scopes of this gateway (${SCOPES.join(', ')}), not ${quoted}`;
}
