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
