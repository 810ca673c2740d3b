import { isInterfaceType, type GraphQLSchema } from 'graphql';
import { buildSchemaSync, type NonEmptyArray, type PubSub } from 'type-graphql';
import { resolveNodeType } from '../ids/node.type.js';
import { DateTime } from '../scalars.js';
import { enforceOneOf } from './enforce-one-of.js';
import { unwrapResolvers } from './unwrap-resolvers.js';

/** Builds the schema of resolver classes, with their methods as the resolvers of its fields. */
export function buildFromClasses(resolvers: NonEmptyArray<Function>): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers,
    scalarsMap: [{ type: Date, scalar: DateTime }],
    pubSub: NO_PUB_SUB,
    skipCheck: true, // skips an introspection query; Apollo and the tests validate the schema without it
  });
  return unwrapResolvers(resolveNodeTypesSync(enforceOneOf(schema)), resolvers);
}

/** type-graphql requires one, also when each subscription has its own source. */
const NO_PUB_SUB: PubSub = {
  publish: rejectTopics,
  subscribe: rejectTopics,
};

function rejectTopics(): never {
  throw new Error('Subscriptions with topics are not supported.');
}

/** type-graphql resolves the type of a node asynchronously, which costs a promise for each node. */
function resolveNodeTypesSync(schema: GraphQLSchema): GraphQLSchema {
  const node = schema.getType('Node');
  if (isInterfaceType(node)) node.resolveType = resolveNodeType;
  return schema;
}
