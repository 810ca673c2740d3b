import { getNamedType, isInterfaceType, isObjectType, type GraphQLNamedType } from 'graphql';
import { createSchema } from '../../src/graph/schema.js';
import type { ConnectionField } from './walk-connection.js';

/** The path to an object of each type with connections; for incidents, the one with the most data. */
const PARENT_FIELDS: Readonly<Record<string, readonly string[]>> = {
  Query: [],
  PagerDutyAccount: ['pagerDutyAccount'],
  CloudflareAccount: ['cloudflareAccount'],
  PagerDutyService: ['service(by: { pagerDutyId: "PSVC001" })'],
  Incident: ['incident(by: { number: 1258 })'],
};

/** @throws for a type without a path */
function parentFieldsOf(type: string): readonly string[] {
  const way = PARENT_FIELDS[type];
  if (way === undefined) throw new Error(`Say here how to come to a ${type}, whose connections are to be walked.`);
  return way;
}

/** Arguments that keep the longest list short. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  'PagerDutyAccount.logEntries': `since: "${new Date(Date.now() - 12 * 60 * 60 * 1000).toISOString()}"`,
};

/** The field that identifies an entry of a type without `id`. */
const KEY_FIELDS: Readonly<Record<string, string>> = {
  AlertType: 'type',
  StatusUpdateSubscriber: 'pagerDutyId',
};

/** @throws for entries without `id` whose type has no row in `KEY_FIELDS` */
function keyFieldOf(connection: GraphQLNamedType): string {
  const entry = isObjectType(connection) && getNamedType(connection.getFields()['nodes']?.type);
  if (!isObjectType(entry) && !isInterfaceType(entry)) throw new Error(`${connection.name} has no entries.`);
  if ('id' in entry.getFields()) return 'id';
  const keyField = KEY_FIELDS[entry.name];
  if (keyField === undefined) throw new Error(`Say here which field identifies a ${entry.name}.`);
  return keyField;
}

/** Every connection of the schema by its coordinate. */
export const EVERY_CONNECTION: readonly (readonly [coordinate: string, listed: ConnectionField])[] = Object.values(
  createSchema().getTypeMap(),
)
  .filter(isObjectType)
  .flatMap((type) =>
    Object.values(type.getFields())
      .filter((field) => getNamedType(field.type).name.endsWith('Connection'))
      .map(
        (field) =>
          [
            `${type.name}.${field.name}`,
            {
              parentFields: parentFieldsOf(type.name),
              field: field.name,
              args: ARGUMENTS[`${type.name}.${field.name}`] ?? '',
              keyField: keyFieldOf(getNamedType(field.type)),
            },
          ] as const,
      ),
  );
