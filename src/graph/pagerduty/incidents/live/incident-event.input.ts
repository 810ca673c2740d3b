import { Field, InputType } from 'type-graphql';
import { ServiceRef } from '../../services/service.ref.js';
import { TeamRef } from '../../teams/team.ref.js';
import { Urgency } from '../incident-enums.type.js';
import { IncidentRef } from '../incident.ref.js';
import { IncidentEventType } from './incident-event.type.js';
import { MAX_FILTER_REFS } from '../list/incident-filter.input.js';

@InputType({
  description: `Filter of events, by the incident as it is now. Different filters combine with AND, values of one filter with OR. Services and teams together: at most ${MAX_FILTER_REFS}.`,
})
export class IncidentEventFilter {
  @Field(() => [IncidentEventType], { nullable: true, description: 'Events of one of these kinds.' })
  readonly types?: readonly IncidentEventType[] | null;

  @Field(() => [ServiceRef], { nullable: true, description: 'Events of incidents on one of these services.' })
  readonly services?: readonly ServiceRef[] | null;

  @Field(() => [TeamRef], { nullable: true, description: 'Events of incidents of one of these teams.' })
  readonly teams?: readonly TeamRef[] | null;

  @Field(() => [Urgency], { nullable: true, description: 'Events of incidents with one of these urgencies.' })
  readonly urgencies?: readonly Urgency[] | null;

  @Field(() => IncidentRef, { nullable: true, description: 'Events of this incident.' })
  readonly incident?: IncidentRef | null;
}
