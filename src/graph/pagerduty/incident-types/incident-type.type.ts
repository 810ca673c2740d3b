import { Field, ObjectType } from 'type-graphql';
import type { WireIncidentType } from '../../../upstream/pagerduty/wire-incident-type.js';
import type { PagerDutyAccountContext } from '../../core/context.js';

@ObjectType({ description: 'A type of incidents, which decides their custom fields.', simpleResolvers: true })
export class IncidentType {
  readonly accountContext!: PagerDutyAccountContext;
  readonly wire!: WireIncidentType;

  @Field({ description: 'PagerDuty’s own id, e.g. PT4KHLK.' })
  readonly pagerDutyId!: string;

  @Field({
    description: 'Name for writes and for `Incident.incidentType`; it never changes. PagerDuty’s own end in _default.',
  })
  readonly name!: string;

  @Field(() => String, { nullable: true, description: 'Name for people.' })
  readonly displayName!: string | null;

  @Field(() => String, { nullable: true, description: 'Description by the account’s administrators.' })
  readonly description!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether new incidents can have the type; older ones keep a disabled type.',
  })
  readonly enabled!: boolean | null;
}
