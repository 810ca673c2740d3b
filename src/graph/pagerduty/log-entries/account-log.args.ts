import { ArgsType, Field } from 'type-graphql';
import { PageArgs } from '../../core/pagination/page.args.js';
import { DateTime } from '../../core/scalars.js';

@ArgsType()
export class AccountLogArgs extends PageArgs {
  @Field(() => DateTime, {
    nullable: true,
    description: 'Only entries from this time on; the whole history when omitted.',
  })
  readonly since?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Only entries before this time; no end when omitted.' })
  readonly until?: Date | null;

  @Field({
    defaultValue: false,
    description: 'Whether to return only the changes that PagerDuty considers most important.',
  })
  readonly overviewOnly!: boolean;
}
