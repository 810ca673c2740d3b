import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { UNKNOWN_VALUE } from '../../../core/mapping/enum-value.js';
import { DateTime } from '../../../core/scalars.js';
import { PagerDutyUser } from '../../users/user.type.js';

export enum ResponderState {
  PENDING = 'pending',
  JOINED = 'joined',
  DECLINED = 'declined',
  CANCELLED = 'user_cancelled',
  UNKNOWN = 'unknown',
}
registerEnumType(ResponderState, {
  name: 'ResponderState',
  description: 'Reply of a requested responder.',
  valuesConfig: {
    PENDING: { description: 'No reply yet.' },
    JOINED: { description: 'Helps.' },
    DECLINED: { description: 'Does not help.' },
    CANCELLED: { description: 'The request was cancelled.' },
    UNKNOWN: UNKNOWN_VALUE,
  },
});

@ObjectType({ description: 'A user who was requested to help with an incident.', simpleResolvers: true })
export class IncidentResponder {
  @Field(() => PagerDutyUser, { description: 'The requested user.' })
  readonly user!: PagerDutyUser;

  @Field(() => ResponderState, { description: 'Reply of the user.' })
  readonly state!: ResponderState;

  @Field(() => String, { nullable: true, description: 'Message of the request.' })
  readonly message!: string | null;

  @Field(() => PagerDutyUser, { nullable: true, description: 'User who requested the responder.' })
  readonly requestedBy!: PagerDutyUser | null;

  @Field(() => DateTime, { nullable: true, description: 'Time of the request.' })
  readonly requestedAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Time of the last change of the state.' })
  readonly updatedAt!: string | null;
}
