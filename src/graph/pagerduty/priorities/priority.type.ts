import { Field, ID, ObjectType } from 'type-graphql';
import type { WirePriority } from '../../../upstream/pagerduty/wire.js';
import type { PagerDutyAccountContext } from '../../core/context.js';

@ObjectType({ description: 'How important an incident is, by the account’s own scheme.', simpleResolvers: true })
export class Priority {
  readonly accountContext!: PagerDutyAccountContext;
  readonly wire!: WirePriority;

  @Field(() => ID, { description: 'The id of this object within the whole graph.' })
  readonly id!: string;

  @Field({ description: 'PagerDuty’s own id, e.g. PT4KHLK.' })
  readonly pagerDutyId!: string;

  @Field(() => String, { nullable: true, description: 'The priority’s name, e.g. P1.' })
  readonly name!: string | null;
}
