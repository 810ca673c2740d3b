import type { GraphQLResolveInfo } from 'graphql';
import type { WireReference } from '../../../upstream/pagerduty/wire.js';
import { requireScope } from '../auth/caller.js';
import type { PagerDutyAccountContext } from '../context.js';
import { type Selection, getSelection } from './selection.js';
import { nullIfNotFound } from '../errors/null-if-not-found.js';

/** Fields that every PagerDuty reference contains. */
const REFERENCE_FIELDS: ReadonlySet<string> = new Set(['__typename', 'id', 'pagerDutyId', 'name', 'url']);

/**
 * Whether a selection needs more fields than a reference contains.
 *
 * @param extraReferenceFields fields of the type that can be resolved from its id and name
 */
export function needsFullObject(
  selection: Pick<Selection, 'names'>,
  extraReferenceFields: readonly string[] = [],
): boolean {
  return selection.names.some((name) => !REFERENCE_FIELDS.has(name) && !extraReferenceFields.includes(name));
}

/** `include[]` replaces references with full objects, whose `type` does not end with `_reference`. */
function isUnexpanded(object: WireReference): boolean {
  return object.type.endsWith('_reference');
}

/** An object that another object refers to: a reference, or the full object when it was included. */
export interface ReferencedObject<T extends WireReference> {
  readonly wire: T;
  readonly accountContext: PagerDutyAccountContext;
}

/** Loads a full object; undefined when a list shows that it no longer exists. */
export type LoadFullObject<T> = (accountContext: PagerDutyAccountContext, id: string) => Promise<T | undefined>;

/**
 * Resolves a field that a reference does not contain. References have an id, a name and a URL; any other field needs the
 * full object. The field is null when the object no longer exists. When the read fails, only this field is lost, with an
 * error at its path.
 *
 * @throws {Fault} `FORBIDDEN` when the object must be read and the caller lacks the read scope
 */
export function resolveFromFullObject<T extends WireReference, V>(
  { wire, accountContext }: ReferencedObject<T>,
  load: LoadFullObject<T>,
  read: (full: T) => V | null | Promise<V | null>,
): V | null | Promise<V | null> {
  if (!isUnexpanded(wire)) return read(wire);
  requireReadScope(accountContext);
  return nullIfNotFound(load(accountContext, wire.id)).then((full) => (full ? read(full) : null));
}

/**
 * Maps a referenced object. The response to a write may lack the name: then the object is read. When that fails, only the
 * name is lost.
 *
 * @param info info of the referring field
 * @throws {Fault} `FORBIDDEN` when the object must be read and the caller lacks the read scope
 */
export function mapWithName<T extends WireReference, M extends { readonly name: string | null }>(
  { wire, accountContext }: ReferencedObject<T>,
  info: GraphQLResolveInfo,
  load: LoadFullObject<T>,
  map: (wire: T, accountContext: PagerDutyAccountContext) => M,
): M | Promise<M> {
  if (!isUnexpanded(wire) || wire.summary || !getSelection(info).has('name')) return map(wire, accountContext);
  requireReadScope(accountContext);
  return nullIfNotFound(load(accountContext, wire.id)).then(
    (full) => map(full ?? wire, accountContext),
    // graphql-js reports an error value at the path of its field.
    (error: unknown) => Object.assign(map(wire, accountContext), { name: error }),
  );
}

/**
 * Must be called before a referenced object is read: a mutation payload contains references, and its caller may lack the
 * read scope.
 *
 * @throws {Fault} `FORBIDDEN`
 */
export function requireReadScope({ caller }: Pick<PagerDutyAccountContext, 'caller'>): void {
  requireScope(caller, 'INCIDENTS_READ');
}
