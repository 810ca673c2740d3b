import { Field, Float, ObjectType, registerEnumType } from 'type-graphql';
import { UNKNOWN_VALUE } from '../../core/mapping/enum-value.js';
import { ChangeEvent } from './change-event.type.js';

export enum ChangeCorrelation {
  MOST_RECENT = 'most_recent',
  RELATED_SERVICE = 'related_service',
  INTELLIGENT = 'intelligent',
  UNKNOWN = 'unknown',
}
registerEnumType(ChangeCorrelation, {
  name: 'ChangeCorrelation',
  description: 'Reason why PagerDuty relates a change to an incident.',
  valuesConfig: {
    MOST_RECENT: { description: 'The latest change of the service.' },
    RELATED_SERVICE: { description: 'A change of a service that the incident’s service depends on, or the reverse.' },
    INTELLIGENT: { description: 'PagerDuty learned the relation from earlier incidents.' },
    UNKNOWN: UNKNOWN_VALUE,
  },
});

@ObjectType({ description: 'A change event that PagerDuty relates to an incident.', simpleResolvers: true })
export class RelatedChangeEvent {
  @Field(() => ChangeEvent, { description: 'The change event.' })
  readonly changeEvent!: ChangeEvent;

  @Field(() => ChangeCorrelation, { nullable: true, description: 'Reason of the relation.' })
  readonly correlation!: ChangeCorrelation | null;

  @Field(() => Float, {
    description: 'Seconds from the change to the creation of the incident; negative if the change came later.',
  })
  readonly secondsBeforeIncident!: number;
}

@ObjectType({ description: 'Change events that PagerDuty relates to an incident.', simpleResolvers: true })
export class RelatedChangeEvents {
  @Field(() => [RelatedChangeEvent], {
    nullable: true,
    description: 'Change events, newest first; null if PagerDuty does not offer them to this account.',
  })
  readonly entries!: RelatedChangeEvent[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Reason why there are no entries: the plan or a permission of the credential is missing. Null otherwise.',
  })
  readonly unavailableReason!: string | null;
}
