import { Field, InputType } from 'type-graphql';
import { DateTime } from '../../../core/scalars.js';
import { ServiceRef } from '../../services/service.ref.js';
import { TeamRef } from '../../teams/team.ref.js';
import { UserRef } from '../../users/user.ref.js';
import { IncidentStatus, Urgency } from '../incident-enums.type.js';
import { MAX_KEY_LENGTH } from '../../../core/input/validate.js';

/** Each e-mail needs a call, and a page has at most 10. */
export const MAX_FILTER_EMAILS = 5;

/** All of them are in one URL, which PagerDuty accepts up to 4 KiB. */
export const MAX_FILTER_REFS = 100;

@InputType({
  description: `Filter of an incident list. Without createdSince and createdUntil it covers all time, unlike PagerDuty’s own default of 1 month. Different filters combine with AND, values of one filter with OR. Services, assignees and teams together: at most ${MAX_FILTER_REFS}.`,
})
export class IncidentFilter {
  @Field(() => [IncidentStatus], { nullable: true, description: 'Incidents in one of these statuses.' })
  readonly statuses?: readonly IncidentStatus[] | null;

  @Field(() => [Urgency], { nullable: true, description: 'Incidents with one of these urgencies.' })
  readonly urgencies?: readonly Urgency[] | null;

  @Field(() => [ServiceRef], { nullable: true, description: 'Incidents on one of these services.' })
  readonly services?: readonly ServiceRef[] | null;

  @Field(() => [UserRef], {
    nullable: true,
    description: `Incidents currently assigned to one of these users; at most ${MAX_FILTER_EMAILS} can be given by e-mail. Cannot be combined with RESOLVED, because resolved incidents have no assignees.`,
  })
  readonly assignees?: readonly UserRef[] | null;

  @Field(() => [TeamRef], { nullable: true, description: 'Incidents of one of these teams.' })
  readonly teams?: readonly TeamRef[] | null;

  @Field(() => String, {
    nullable: true,
    description: `Incidents with this dedup key, on the incident or on one of its alerts: 1 to ${MAX_KEY_LENGTH} characters.`,
  })
  readonly dedupKey?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Incidents first triggered at or after this time.' })
  readonly createdSince?: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Incidents first triggered before this time; no end by default.',
  })
  readonly createdUntil?: Date | null;
}
