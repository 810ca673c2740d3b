import {
  extendSchema,
  isAbstractType,
  isObjectType,
  parse,
  type GraphQLField,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { Fault } from '../../../faults/fault.js';
import { isObject } from '../../../shared/json.js';
import type { Requirement } from '../../core/auth/requires-scope.js';
import type { Context } from '../../core/context.js';
import { resolveNodeType, type Node } from '../../core/ids/node.type.js';
import { getSelection } from '../../core/selection/selection.js';
import { readMany } from '../read-many.js';
import { printSubgraph } from './print-subgraph.js';
import { readEntity } from './read-entity.js';

/** A router sends all entities of one list in one request and cannot split them. */
const MAX_ENTITIES = 500;

/** Adds `_service` and `_entities`, with which a router of Apollo Federation reads the schema and the objects. */
export function addSubgraphFields(schema: GraphQLSchema): GraphQLSchema {
  const sdl = printSubgraph(schema);
  const extended = extendSchema(schema, parse(describeSubgraphFields(schema)));
  setField(extended, '_service', () => ({ sdl }), { scope: 'NOTHING', upstreamCalls: 'NEVER' });
  setField(extended, '_entities', resolveEntities, { scope: 'BY_TYPE', upstreamCalls: 'EACH' });
  const entity = extended.getType('_Entity');
  if (isAbstractType(entity)) entity.resolveType = resolveNodeType;
  return extended;
}

function describeSubgraphFields(schema: GraphQLSchema): string {
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node'),
  );
  return `
    "Reference to an object by its type and the fields of a key."
    scalar _Any
    "Object with a key."
    union _Entity = ${types.map(({ name }) => name).join(' | ')}
    "This subgraph."
    type _Service {
      "Schema with the directives of Apollo Federation."
      sdl: String!
    }
    extend type Query {
      "Objects that a router refers to, in the order of \`representations\`; at most ${MAX_ENTITIES}."
      _entities("References." representations: [_Any!]!): [_Entity]!
      "The schema of this subgraph."
      _service: _Service!
    }`;
}

type Resolve = NonNullable<GraphQLField<unknown, Context>['resolve']>;

function setField(schema: GraphQLSchema, name: string, resolve: Resolve, requirement: Requirement): void {
  const field = schema.getQueryType()?.getFields()[name];
  if (!field) throw new Error(`Query.${name} is not defined.`);
  field.resolve = resolve;
  field.extensions = { requirement };
}

function resolveEntities(
  _source: unknown,
  { representations }: { readonly representations?: readonly unknown[] },
  context: Context,
  info: GraphQLResolveInfo,
): Promise<readonly (Node | Error | null)[]> {
  const list = representations ?? [];
  if (list.length > MAX_ENTITIES)
    throw new Fault('LIMIT_EXCEEDED', `\`representations\` must have at most ${MAX_ENTITIES} entries.`, {
      field: ['representations'],
    });
  const selection = getSelection(info);
  // graphql-js reports an error value at the path of its entry, so the other entries are returned.
  return readMany(
    list.map((one, index) => ({
      id: getId(one),
      read: () => readEntity(one, context, selection, ['representations', String(index)]),
    })),
  );
}

function getId(representation: unknown): string | undefined {
  const id = isObject(representation) ? representation['id'] : undefined;
  return typeof id === 'string' ? id : undefined;
}
