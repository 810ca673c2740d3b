import type { GraphQLResolveInfo } from 'graphql';
import type { WireReference } from '../../../upstream/pagerduty/wire.js';
import { demandScope } from '../auth/caller.js';
import type { PagerDutyAccess } from '../context.js';
import { type Selection, selectionOf } from './selection.js';
import { orNull } from '../mutations/run-mutation.js';

/** Fields that every PagerDuty reference answers without another call. */
const REFERENCE_FIELDS: ReadonlySet<string> = new Set(['__typename', 'id', 'pagerDutyId', 'name', 'url']);

/**
 * Whether a selection asks for more than a reference holds.
 *
 * @param answered fields of the type that need nothing but its id and name
 */
export function exceedsReference(selection: Pick<Selection, 'names'>, answered: readonly string[] = []): boolean {
  return selection.names.some((name) => !REFERENCE_FIELDS.has(name) && !answered.includes(name));
}

/** `include[]` replaces references by full objects, whose `type` has no `_reference`. */
export function isReference(object: WireReference): boolean {
  return object.type.endsWith('_reference');
}

/** What something refers to: a reference, or the whole object where that came along. */
export interface Referred<T extends WireReference> {
  readonly wire: T;
  readonly access: PagerDutyAccess;
}

/** Reads a whole object; undefined where a list shows that it is gone. */
export type LoadWhole<T> = (access: PagerDutyAccess, id: string) => Promise<T | undefined>;

/**
 * A fact that a reference lacks. Whoever refers to an object tells its id, name and address, so only what is asked for
 * beyond them needs the object itself: when that is gone, the fact is null and nothing has failed; when it cannot be read,
 * the fact alone is lost, with an error at its path.
 *
 * @throws {Fault} `FORBIDDEN` when the object must be read and the caller may only write
 */
export function beyondReference<T extends WireReference, V>(
  { wire, access }: Referred<T>,
  load: LoadWhole<T>,
  read: (whole: T) => V | null | Promise<V | null>,
): V | null | Promise<V | null> {
  if (!isReference(wire)) return read(wire);
  demandRead(access);
  return orNull(load(access, wire.id)).then((whole) => (whole ? read(whole) : null));
}

/**
 * Maps what a field refers to. The echo of a write may lack the name, for which the object is read; when that fails, the
 * name alone is lost.
 *
 * @param info of the field that refers to it
 * @throws {Fault} `FORBIDDEN` when the object must be read and the caller may only write
 */
export function withName<T extends WireReference, M extends { readonly name: string | null }>(
  { wire, access }: Referred<T>,
  info: GraphQLResolveInfo,
  load: LoadWhole<T>,
  map: (wire: T, access: PagerDutyAccess) => M,
): M | Promise<M> {
  if (!isReference(wire) || wire.summary || !selectionOf(info).has('name')) return map(wire, access);
  demandRead(access);
  return orNull(load(access, wire.id)).then(
    (whole) => map(whole ?? wire, access),
    // An error in a field's place is told at that field's path.
    (error: unknown) => Object.assign(map(wire, access), { name: error }),
  );
}

/**
 * To be called before an object is read that another one refers to: what a mutation answers refers to much, and who may
 * write need not be allowed to read.
 *
 * @throws {Fault} `FORBIDDEN`
 */
export function demandRead({ caller }: Pick<PagerDutyAccess, 'caller'>): void {
  demandScope(caller, 'INCIDENTS_READ');
}
