import { ArgsType, Field } from 'type-graphql';
import { PageArgs } from '../../core/pagination/page.args.js';
import { DateTime } from '../../core/scalars.js';

@ArgsType()
export class NotificationArgs extends PageArgs {
  @Field(() => DateTime, {
    nullable: true,
    description: 'Sent after this; as far back as Cloudflare keeps without it.',
  })
  readonly since?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Sent before this; no end without it.' })
  readonly until?: Date | null;
}
