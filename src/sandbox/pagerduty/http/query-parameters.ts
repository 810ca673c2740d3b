/** A query as Fastify reads it: a repeated name is a list. */
export type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

/** All values of a name; blank ones do not count (contracts: quirk 13). */
export function values(query: Query, name: string): readonly string[] {
  const given = query[name];
  const all = typeof given === 'string' ? [given] : (given ?? []);
  return all.filter((one) => one !== '');
}

/** The last value of a name. */
export function value(query: Query, name: string): string | undefined {
  return values(query, name).at(-1);
}

/** Booleans are sent as `true` or `1`. */
export function flag(query: Query, name: string): boolean {
  return ['true', '1'].includes(value(query, name) ?? '');
}

/** A set filter: no value lets everything through. */
export function admits(allowed: readonly string[], ...candidates: readonly string[]): boolean {
  return allowed.length === 0 || candidates.some((candidate) => allowed.includes(candidate));
}

/** What `include[]` asks to see whole; unknown names are ignored. */
export function includes(query: Query): ReadonlySet<string> {
  return new Set(values(query, 'include[]'));
}

export function contains(text: string, part: string | undefined): boolean {
  return part === undefined || text.toLowerCase().includes(part.toLowerCase());
}
