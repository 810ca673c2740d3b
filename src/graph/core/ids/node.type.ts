import { Field, ID, InterfaceType } from 'type-graphql';
import { parseGlobalId } from './global-id.js';

/** Returns the GraphQL type in the id of a node. */
export function resolveNodeType(node: { readonly id: string }): string | undefined {
  return parseGlobalId(node.id)?.type;
}

@InterfaceType('Node', {
  description:
    'Object that can be read by its id. Ids are URIs such as pagerduty://main/Incident/PT4KHLK (upstream, configured account, type, upstream id). Treat them as opaque.',
  resolveType: resolveNodeType,
})
export abstract class Node {
  @Field(() => ID, { description: 'Global id of this object.' })
  readonly id!: string;
}
