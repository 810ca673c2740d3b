import { Field, ID, InterfaceType } from 'type-graphql';
import { parseGlobalId } from './global-id.js';

/** The GraphQL type of a node: its id says so. */
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
