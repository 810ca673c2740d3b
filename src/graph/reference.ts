import type DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import type { WireReference } from '../upstream/pagerduty/wire.js';
import { demandScope } from './caller.js';
import type { PagerDutyAccess } from './context.js';
import { type Selection, selectionOf } from './selection.js';

/** Fields that every PagerDuty reference answers without another call. */
const REFERENCE_FIELDS: ReadonlySet<string> = new Set(['__typename', 'id', 'pagerDutyId', 'name', 'url']);

/** Fields that need the name. */
const NAMING = ['name', 'destinations'];

/**
 * Whether a selection asks for more than a reference holds.
 *
 * @param answered fields of the type that need nothing but its id and name
 */
export function exceedsReference(selection: Selection, answered: readonly string[] = []): boolean {
  return selection.names.some((name) => !REFERENCE_FIELDS.has(name) && !answered.includes(name));
}

/** `include[]` replaces references by full objects, whose `type` has no `_reference`. */
export function isReference(object: WireReference): boolean {
  return object.type.endsWith('_reference');
}

/** How an object is read that something refers to. */
interface Expansion<T> {
  readonly loader: DataLoader<string, T>;
  readonly access: PagerDutyAccess;
  /** Fields of the type that need nothing but its id and name. */
  readonly answered?: readonly string[];
}

/**
 * Maps the object itself when it already answers the selection, else the full one. A reference may lack its name where it
 * is the echo of a write.
 *
 * @param info of the field that is resolved
 * @throws {Fault} `FORBIDDEN` when another object must be read and the caller may only write
 */
export function expanded<T extends WireReference, M>(
  object: T,
  info: GraphQLResolveInfo,
  { loader, access, answered }: Expansion<T>,
  map: (object: T) => M,
): M | Promise<M> {
  if (!isReference(object)) return map(object);
  const selection = selectionOf(info);
  const nameless = !object.summary && NAMING.some((name) => selection.has(name));
  if (!nameless && !exceedsReference(selection, answered)) return map(object);
  demandRead(access);
  return loader.load(object.id).then(map);
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
