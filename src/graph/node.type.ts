import { Field, ID, InterfaceType } from 'type-graphql';
import { parseGlobalId } from './global-id.js';

@InterfaceType('Node', {
  description:
    'Anything that can be read again by its id. Ids are URIs such as pagerduty://main/Incident/PT4KHLK (upstream, configured account, type, upstream id). Treat them as opaque.',
  resolveType: (node: Node) => parseGlobalId(node.id)?.type,
})
export abstract class Node {
  @Field(() => ID, { description: 'The id of this object within the whole graph.' })
  readonly id!: string;
}
