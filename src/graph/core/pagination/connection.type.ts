import { Field, Int, ObjectType, type ClassType } from 'type-graphql';

@ObjectType({
  description:
    'Where a page stands in its list. A page costs at most ten upstream calls and then answers what it has, even nothing: go on after its endCursor as long as hasNextPage says so.',
  simpleResolvers: true,
})
class PageInfo {
  @Field({ description: 'Whether the list goes on after this page.' })
  readonly hasNextPage!: boolean;

  @Field({ description: 'Whether something stands before this page.' })
  readonly hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first entry; null on an empty page.' })
  readonly startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'To be given as `after` for the next page: the cursor of the last entry; null where there is none and the list ends.',
  })
  readonly endCursor!: string | null;
}

/** One page of a list; edges and cursors are made only when they are asked for. */
export class Connection<T> {
  constructor(
    readonly nodes: readonly T[],
    private readonly page: {
      readonly cursorAt: (index: number) => string;
      /** Where a list goes on behind a page without entries; without it, such a page is the last. */
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

/** The GraphQL types of a forward-only Relay connection over a node type: `NameConnection` and `NameEdge`. */
export function createConnectionType<T extends object>(node: ClassType<T>, name: string, pluralName: string) {
  @ObjectType(`${name}Edge`, {
    description: `One of the ${pluralName} and its place in the list.`,
    simpleResolvers: true,
  })
  class Edge {
    @Field({ description: 'Its place in this list, for `after`.' })
    readonly cursor!: string;

    @Field(() => node, { description: 'The object itself.' })
    readonly node!: T;
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${pluralName}.`, simpleResolvers: true })
  class ConnectionType {
    @Field(() => [Edge], { description: 'The entries with their cursors.' })
    readonly edges!: Edge[];

    @Field(() => [node], { description: 'The entries without their cursors.' })
    readonly nodes!: T[];

    @Field(() => PageInfo, { description: 'Where this page stands in the list.' })
    readonly pageInfo!: PageInfo;

    @Field(() => Int, {
      nullable: true,
      description:
        'How many there are in all. Asked of the upstream only when selected (a slower call); null when it cannot say.',
    })
    readonly totalCount!: number | null;
  }
  return ConnectionType;
}
