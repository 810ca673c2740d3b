import { ArgsType, Field } from 'type-graphql';
import { PageArgs } from '../../core/pagination/page.args.js';
import { DateTime } from '../../core/scalars.js';

@ArgsType()
export class NotificationArgs extends PageArgs {
  @Field(() => DateTime, {
    nullable: true,
    description: 'Only notifications sent after this time; the whole retention period when omitted.',
  })
  readonly since?: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Only notifications sent before this time; no end when omitted.',
  })
  readonly until?: Date | null;
}
