import { Field, ObjectType } from 'type-graphql';
import type { WireSubscriber } from '../../../../upstream/pagerduty/wire-status-update.js';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import { createConnectionType } from '../../../core/pagination/connection.type.js';

@ObjectType({ description: 'A user or a team that gets the status updates of an incident.', simpleResolvers: true })
export class StatusUpdateSubscriber {
  readonly accountContext!: PagerDutyAccountContext;
  readonly wire!: WireSubscriber;

  @Field({ description: 'PagerDuty’s own id of the user or the team, e.g. PT4KHLK.' })
  readonly pagerDutyId!: string;

  @Field({ description: 'Whether it is subscribed through another object, e.g. a business service.' })
  readonly isIndirect!: boolean;
}

export const StatusUpdateSubscriberConnection = createConnectionType(
  StatusUpdateSubscriber,
  'StatusUpdateSubscriber',
  'subscribers',
);
