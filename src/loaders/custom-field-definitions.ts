import { countOmitted, markPartial } from '../upstream/transport/partial-list.js';
import type { WireCustomField, WireIncidentType } from '../upstream/pagerduty/wire-incident-type.js';
import { isObject } from '../shared/json.js';
import type { PagerDutyClient } from '../upstream/pagerduty/client.js';
import type { PagerDutyLoaders } from './pagerduty-loaders.js';

/** The type of incidents without a type. */
export const BASE_TYPE = 'incident_default';

/** Types with custom fields have at most three levels. */
const MAX_LEVELS = 5;

/** Where definitions of incident types and custom fields come from. */
export interface Definitions {
  readonly types: () => Promise<readonly WireIncidentType[]>;
  /** Fields of one type, perhaps without those of its parents. */
  readonly fields: (typeId: string) => Promise<readonly WireCustomField[]>;
}

/** Definitions that may be as old as the cache of references. */
export function cachedDefinitions(loaders: PagerDutyLoaders): Definitions {
  return { types: () => loaders.incidentTypes(), fields: (typeId) => loaders.customFields.load(typeId) };
}

/** Definitions as they are now. */
export function freshDefinitions(client: PagerDutyClient): Definitions {
  return {
    types: () => client.listIncidentTypes('fresh'),
    fields: (typeId) => client.listCustomFields(typeId, 'fresh'),
  };
}

/**
 * The custom fields of incidents of a type. Whether PagerDuty lists inherited fields is unverified, so those of the parents
 * are read, too (docs/upstream-quirks.md, "PagerDuty: incident types").
 */
export async function loadCustomFields(
  typeName: string,
  definitions: Definitions,
): Promise<readonly WireCustomField[]> {
  const types = await definitions.types();
  const lists = await Promise.all(listAncestors(typeName, types).map(({ id }) => definitions.fields(id)));
  const byName = new Map(lists.flat().map((field) => [field.name, field]));
  const omittedCount = lists.reduce((sum, list) => sum + countOmitted(list), countOmitted(types));
  return markPartial([...byName.values()], omittedCount);
}

/** The type and its parents, the farthest first, so that a type's own definition of a field replaces an inherited one. */
function listAncestors(typeName: string, types: readonly WireIncidentType[]): readonly WireIncidentType[] {
  const found: WireIncidentType[] = [];
  let type = types.find(({ name }) => name === typeName);
  while (type && found.length < MAX_LEVELS) {
    found.unshift(type);
    type = findParent(type, types);
  }
  return found;
}

export function findParent(
  { parent }: WireIncidentType,
  types: readonly WireIncidentType[],
): WireIncidentType | undefined {
  return isObject(parent) ? types.find(({ id }) => id === parent['id']) : undefined;
}
