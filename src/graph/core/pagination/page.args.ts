import { ArgsType, Field, Int } from 'type-graphql';
import { DEFAULT_FIRST, DEFAULT_FIRST_OF_SHORT_LIST, MAX_FIRST } from './page-size.js';

const FIRST_DESCRIPTION = `Page size, 1 to ${MAX_FIRST}.`;

@ArgsType()
export class PageArgs {
  @Field(() => Int, { nullable: true, defaultValue: DEFAULT_FIRST, description: FIRST_DESCRIPTION })
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
  @Field(() => Int, { nullable: true, defaultValue: DEFAULT_FIRST_OF_SHORT_LIST, description: FIRST_DESCRIPTION })
  override readonly first?: number | null;
}

@ArgsType()
export class SearchArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: 'Text that the name must contain.' })
  readonly query?: string | null;
}
