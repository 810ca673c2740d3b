import type { GraphQLResolveInfo } from 'graphql';
import type { WireReference } from '../../../upstream/pagerduty/wire.js';
import { requireScope } from '../auth/caller.js';
import type { PagerDutyAccountContext } from '../context.js';
import { type Selection, getSelection } from './selection.js';
import { nullIfNotFound } from '../mutations/run-mutation.js';

/** Fields that every PagerDuty reference answers without another call. */
const REFERENCE_FIELDS: ReadonlySet<string> = new Set(['__typename', 'id', 'pagerDutyId', 'name', 'url']);

/**
 * Whether a selection asks for more than a reference holds.
 *
 * @param extraReferenceFields fields of the type that need nothing but its id and name
 */
export function needsFullObject(
  selection: Pick<Selection, 'names'>,
  extraReferenceFields: readonly string[] = [],
): boolean {
  return selection.names.some((name) => !REFERENCE_FIELDS.has(name) && !extraReferenceFields.includes(name));
}

/** `include[]` replaces references by full objects, whose `type` has no `_reference`. */
export function isReference(object: WireReference): boolean {
  return object.type.endsWith('_reference');
}

/** What something refers to: a reference, or the whole object where that came along. */
export interface ReferencedObject<T extends WireReference> {
  readonly wire: T;
  readonly accountContext: PagerDutyAccountContext;
}

/** Reads a whole object; undefined where a list shows that it is gone. */
export type LoadFullObject<T> = (accountContext: PagerDutyAccountContext, id: string) => Promise<T | undefined>;

/**
 * A fact that a reference lacks. Whoever refers to an object tells its id, name and address, so only what is asked for
 * beyond them needs the object itself: when that is gone, the fact is null and nothing has failed; when it cannot be read,
 * the fact alone is lost, with an error at its path.
 *
 * @throws {Fault} `FORBIDDEN` when the object must be read and the caller may only write
 */
export function resolveFromFullObject<T extends WireReference, V>(
  { wire, accountContext }: ReferencedObject<T>,
  load: LoadFullObject<T>,
  read: (full: T) => V | null | Promise<V | null>,
): V | null | Promise<V | null> {
  if (!isReference(wire)) return read(wire);
  requireReadScope(accountContext);
  return nullIfNotFound(load(accountContext, wire.id)).then((full) => (full ? read(full) : null));
}

/**
 * Maps what a field refers to. The echo of a write may lack the name, for which the object is read; when that fails, the
 * name alone is lost.
 *
 * @param info of the field that refers to it
 * @throws {Fault} `FORBIDDEN` when the object must be read and the caller may only write
 */
export function mapWithName<T extends WireReference, M extends { readonly name: string | null }>(
  { wire, accountContext }: ReferencedObject<T>,
  info: GraphQLResolveInfo,
  load: LoadFullObject<T>,
  map: (wire: T, accountContext: PagerDutyAccountContext) => M,
): M | Promise<M> {
  if (!isReference(wire) || wire.summary || !getSelection(info).has('name')) return map(wire, accountContext);
  requireReadScope(accountContext);
  return nullIfNotFound(load(accountContext, wire.id)).then(
    (full) => map(full ?? wire, accountContext),
    // An error in a field's place is told at that field's path.
    (error: unknown) => Object.assign(map(wire, accountContext), { name: error }),
  );
}

/**
 * To be called before an object is read that another one refers to: what a mutation answers refers to much, and who may
 * write need not be allowed to read.
 *
 * @throws {Fault} `FORBIDDEN`
 */
export function requireReadScope({ caller }: Pick<PagerDutyAccountContext, 'caller'>): void {
  requireScope(caller, 'INCIDENTS_READ');
}
