import { Directive, Field, Int, ObjectType, type ClassType } from 'type-graphql';
import { MAX_CALLS_PER_PAGE } from './page-size.js';

@Directive('@shareable')
@ObjectType({
  description: `Position of a page in its list. A page makes at most ${MAX_CALLS_PER_PAGE} upstream calls and may then be short or empty: continue after \`endCursor\` while \`hasNextPage\` is true.`,
  simpleResolvers: true,
})
class PageInfo {
  @Field({ description: 'Whether more entries follow this page.' })
  readonly hasNextPage!: boolean;

  @Field({ description: 'Whether entries precede this page.' })
  readonly hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first entry; null on an empty page.' })
  readonly startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor to pass as `after` for the next page; null on an empty last page.',
  })
  readonly endCursor!: string | null;
}

/** One page of a list. Edges and cursors are created only when selected. */
export class Connection<T> {
  constructor(
    readonly nodes: readonly T[],
    private readonly page: {
      readonly cursorAt: (index: number) => string;
      /** Returns the cursor after a page without entries; such a page is the last when absent. */
      readonly cursorAfterEmptyPage?: () => string;
      readonly hasNextPage: boolean;
      readonly hasPreviousPage: boolean;
      readonly totalCount: number | null;
    },
  ) {}

  get totalCount(): number | null {
    return this.page.totalCount;
  }

  get edges(): { cursor: string; node: T }[] {
    const { cursorAt } = this.page;
    return this.nodes.map((node, index) => ({
      node,
      get cursor() {
        return cursorAt(index);
      },
    }));
  }

  get pageInfo(): PageInfo {
    const { cursorAt, cursorAfterEmptyPage, hasNextPage, hasPreviousPage } = this.page;
    const lastIndex = this.nodes.length - 1;
    return {
      hasNextPage: hasNextPage && (lastIndex >= 0 || cursorAfterEmptyPage !== undefined),
      hasPreviousPage,
      get startCursor() {
        return lastIndex < 0 ? null : cursorAt(0);
      },
      get endCursor() {
        if (lastIndex >= 0) return cursorAt(lastIndex);
        return hasNextPage ? (cursorAfterEmptyPage?.() ?? null) : null;
      },
    };
  }
}

/** Creates the GraphQL types of a forward-only Relay connection: `NameConnection` and `NameEdge`. */
export function createConnectionType<T extends object>(node: ClassType<T>, name: string, pluralName: string) {
  @ObjectType(`${name}Edge`, {
    description: `Entry of a list of ${pluralName}, with its cursor.`,
    simpleResolvers: true,
  })
  class Edge {
    @Field({ description: 'Cursor of this entry, for `after`.' })
    readonly cursor!: string;

    @Field(() => node, { description: 'The entry.' })
    readonly node!: T;
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${pluralName}.`, simpleResolvers: true })
  class ConnectionType {
    @Field(() => [Edge], { description: 'Entries with their cursors.' })
    readonly edges!: Edge[];

    @Field(() => [node], { description: 'Entries without their cursors.' })
    readonly nodes!: T[];

    @Field(() => PageInfo, { description: 'Position of this page in the list.' })
    readonly pageInfo!: PageInfo;

    @Field(() => Int, {
      nullable: true,
      description:
        'Total number of entries; null when unknown. Requested from the upstream only when selected, because the call is slower.',
    })
    readonly totalCount!: number | null;
  }
  return ConnectionType;
}
