import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Query, Resolver } from 'type-graphql';
import { Fault } from '../../faults/fault.js';
import type { Context } from '../core/context.js';
import { Node } from '../core/ids/node.type.js';
import { getSelection } from '../core/selection/selection.js';
import { Requires } from '../core/auth/requires-scope.js';
import { readNode } from './node-readers.js';
import { readMany } from './read-many.js';

const MAX_IDS = 100;

@Resolver()
export class NodeResolver {
  @Requires('BY_TYPE')
  @Query(() => Node, {
    nullable: true,
    description: 'Object with this global id; null when it no longer exists.',
  })
  node(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID, { description: 'Global id.' }) id: string,
  ): Promise<Node | null> {
    return readNode(id, context, getSelection(info), ['id']);
  }

  @Requires('BY_TYPE')
  @Query(() => [Node], {
    nullable: 'items',
    description: `Objects by global id, in the order of \`ids\`; at most ${MAX_IDS}.`,
  })
  async nodes(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('ids', () => [ID], { description: 'Global ids; duplicates are read once.' })
    ids: string[],
  ): Promise<(Node | Error | null)[]> {
    if (ids.length > MAX_IDS) {
      throw new Fault('LIMIT_EXCEEDED', `\`ids\` must have at most ${MAX_IDS} entries.`, { field: ['ids'] });
    }
    const selection = getSelection(info);
    const uniqueIds = [...new Set(ids)];
    // graphql-js reports an error value at the path of its entry, so the other entries are returned.
    const results = await readMany(
      uniqueIds.map((id) => ({
        id,
        read: () => readNode(id, context, selection, ['ids', String(ids.indexOf(id))]),
      })),
    );
    const byId = new Map(uniqueIds.map((id, index) => [id, results[index] ?? null]));
    return ids.map((id) => byId.get(id) ?? null);
  }
}
