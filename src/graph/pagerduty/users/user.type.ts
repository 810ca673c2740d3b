import { Field, ObjectType } from 'type-graphql';
import type { WireUser } from '../../../upstream/pagerduty/wire.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import { createConnectionType } from '../../core/pagination/connection.type.js';
import { Node } from '../../core/ids/node.type.js';
import { Uri } from '../../core/scalars.js';

@ObjectType('PagerDutyUser', { implements: Node, description: 'A PagerDuty user.', simpleResolvers: true })
export class PagerDutyUser extends Node {
  readonly accountContext!: PagerDutyAccountContext;
  readonly wire!: WireUser;

  @Field({ description: 'PagerDuty’s own id, e.g. PT4KHLK.' })
  readonly pagerDutyId!: string;

  @Field(() => String, { nullable: true, description: 'Name of the user.' })
  readonly name!: string | null;

  @Field(() => Uri, { nullable: true, description: 'URL of the user in PagerDuty.' })
  readonly url!: string | null;
}

export const PagerDutyUserConnection = createConnectionType(PagerDutyUser, 'PagerDutyUser', 'users');
