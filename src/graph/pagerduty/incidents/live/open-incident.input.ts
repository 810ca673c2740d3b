import { Field, InputType } from 'type-graphql';
import { ServiceRef } from '../../services/service.ref.js';
import { TeamRef } from '../../teams/team.ref.js';
import { UserRef } from '../../users/user.ref.js';
import { Urgency } from '../incident-enums.type.js';
import { MAX_FILTER_REFS, MAX_FILTER_EMAILS } from '../list/incident-filter.input.js';

@InputType({
  description: `Filter of open incidents. Different filters combine with AND, values of one filter with OR. Services, teams and assignees together: at most ${MAX_FILTER_REFS}.`,
})
export class OpenIncidentFilter {
  @Field(() => [ServiceRef], { nullable: true, description: 'Incidents on one of these services.' })
  readonly services?: readonly ServiceRef[] | null;

  @Field(() => [TeamRef], { nullable: true, description: 'Incidents of one of these teams.' })
  readonly teams?: readonly TeamRef[] | null;

  @Field(() => [Urgency], { nullable: true, description: 'Incidents with one of these urgencies.' })
  readonly urgencies?: readonly Urgency[] | null;

  @Field(() => [UserRef], {
    nullable: true,
    description: `Incidents currently assigned to one of these users; at most ${MAX_FILTER_EMAILS} can be given by e-mail.`,
  })
  readonly assignees?: readonly UserRef[] | null;
}
