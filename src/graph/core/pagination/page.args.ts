import { ArgsType, Field, Int } from 'type-graphql';

@ArgsType()
export class PageArgs {
  @Field(() => Int, { nullable: true, defaultValue: 25, description: 'How many entries, 1 to 100.' })
  readonly first?: number | null;

  @Field(() => String, { nullable: true, description: 'The cursor after which to go on; without it, from the start.' })
  readonly after?: string | null;
}

/** For lists that are short by nature. */
@ArgsType()
export class ShortListPageArgs extends PageArgs {
  @Field(() => Int, { nullable: true, defaultValue: 50, description: 'How many entries, 1 to 100.' })
  override readonly first?: number | null;
}

@ArgsType()
export class SearchArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: 'Part of the name.' })
  readonly query?: string | null;
}
