import { ArgsType, Field, Int } from 'type-graphql';

@ArgsType()
export class PageArgs {
  @Field(() => Int, { nullable: true, defaultValue: 25, description: 'Page size, 1 to 100.' })
  readonly first?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor after which the page starts; the start of the list when omitted.',
  })
  readonly after?: string | null;
}

/** Arguments of short lists, which the upstream returns whole. */
@ArgsType()
export class ShortListPageArgs extends PageArgs {
  @Field(() => Int, { nullable: true, defaultValue: 50, description: 'Page size, 1 to 100.' })
  override readonly first?: number | null;
}

@ArgsType()
export class SearchArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: 'Text that the name must contain.' })
  readonly query?: string | null;
}
