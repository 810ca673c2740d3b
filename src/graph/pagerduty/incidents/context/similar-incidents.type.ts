import { Field, Float, ObjectType, registerEnumType } from 'type-graphql';
import { UNKNOWN_VALUE } from '../../../core/mapping/enum-value.js';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import { ListSize } from '../../../core/limits/list-size.js';
import { DateTime } from '../../../core/scalars.js';

/** Common fields of an incident of which PagerDuty returns only these. */
@ObjectType()
export abstract class PartialIncident {
  readonly accountContext!: PagerDutyAccountContext;

  @Field({ description: 'PagerDuty’s own id of the incident, e.g. PT4KHLK.' })
  readonly pagerDutyId!: string;

  @Field(() => String, { nullable: true, description: 'Title of the incident.' })
  readonly title!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Creation time of the incident.' })
  readonly createdAt!: string | null;
}

@ObjectType({
  description: 'A resolved incident of the same service that resembles another one.',
  simpleResolvers: true,
})
export class PastIncident extends PartialIncident {
  @Field(() => Float, {
    nullable: true,
    description: 'Similarity as PagerDuty computes it: higher is more similar, and 0 is possible.',
  })
  readonly score!: number | null;
}

export enum IncidentRelationshipKind {
  MACHINE_LEARNING_INFERRED = 'machine_learning_inferred',
  SERVICE_DEPENDENCY = 'service_dependency',
  UNKNOWN = 'unknown',
}
registerEnumType(IncidentRelationshipKind, {
  name: 'IncidentRelationshipKind',
  description: 'Reason why PagerDuty relates two incidents.',
  valuesConfig: {
    MACHINE_LEARNING_INFERRED: { description: 'PagerDuty learned the relation from earlier incidents.' },
    SERVICE_DEPENDENCY: { description: 'One service depends on the other.' },
    UNKNOWN: UNKNOWN_VALUE,
  },
});

@ObjectType({ description: 'A relation between two incidents.', simpleResolvers: true })
export class IncidentRelationship {
  @Field(() => IncidentRelationshipKind, { description: 'Kind of the relation.' })
  readonly kind!: IncidentRelationshipKind;

  @Field(() => String, {
    nullable: true,
    description:
      'Kind of similarity, if PagerDuty learned the relation, e.g. similar_contents. The set of values is open.',
  })
  readonly classification!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'PagerDuty’s own id of the business or technical service that depends on the other; of several, the first.',
  })
  readonly dependentServiceId!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'PagerDuty’s own id of the business or technical service that the other depends on; of several, the first.',
  })
  readonly supportingServiceId!: string | null;
}

@ObjectType({ description: 'An open incident of another service that may have the same cause.', simpleResolvers: true })
export class RelatedIncident extends PartialIncident {
  @ListSize(2)
  @Field(() => [IncidentRelationship], { description: 'Relations to the incident.' })
  readonly relationships!: IncidentRelationship[];
}

@ObjectType({ description: 'Resolved incidents that resemble an incident.', simpleResolvers: true })
export class PastIncidents {
  @Field(() => [PastIncident], {
    nullable: true,
    description: 'Incidents, the most similar first; null if PagerDuty does not offer them to this account.',
  })
  readonly entries!: PastIncident[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Reason why `entries` is null: the plan or a permission of the credential is missing. Null otherwise.',
  })
  readonly unavailableReason!: string | null;
}

@ObjectType({ description: 'Open incidents that may have the same cause as an incident.', simpleResolvers: true })
export class RelatedIncidents {
  @ListSize(20)
  @Field(() => [RelatedIncident], {
    nullable: true,
    description: 'Incidents, at most 20; null if PagerDuty does not offer them to this account.',
  })
  readonly entries!: RelatedIncident[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Reason why `entries` is null: the plan or a permission of the credential is missing. Null otherwise.',
  })
  readonly unavailableReason!: string | null;
}
