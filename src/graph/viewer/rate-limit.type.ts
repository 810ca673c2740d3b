import { Field, Int, ObjectType } from 'type-graphql';
import type { Upstream as UpstreamName } from '../../faults/fault.js';
import { DateTime } from '../core/scalars.js';
import { Upstream } from '../core/errors/upstream-fault.type.js';

@ObjectType({ description: 'What an upstream last told of its rate limit.', simpleResolvers: true })
export class UpstreamQuota {
  @Field(() => Upstream, { description: 'Which upstream.' })
  readonly upstream!: UpstreamName;

  @Field({ description: 'Name of the account whose credential it is, in the gateway’s configuration.' })
  readonly account!: string;

  @Field(() => Int, { nullable: true, description: 'Calls in one window.' })
  readonly limit!: number | null;

  @Field(() => Int, { nullable: true, description: 'Calls left in this window.' })
  readonly remaining!: number | null;

  @Field(() => DateTime, { nullable: true, description: 'When the next window begins.' })
  readonly resetAt!: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the upstream last told us; the quota is unknown until its first answer.',
  })
  readonly observedAt!: Date | null;
}

@ObjectType({ description: 'What an operation cost, and what is left.', simpleResolvers: true })
export class RateLimit {
  @Field(() => Int, {
    description: 'Complexity points of this operation: 1 a field and entry asked for, 50 an upstream call it may need.',
  })
  readonly cost!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Operations a minute that this gateway lets the caller send; null when there is no limit.',
  })
  readonly limit!: number | null;

  @Field(() => Int, { nullable: true, description: 'Operations left; null when there is no limit.' })
  readonly remaining!: number | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the caller has all of them again; null when there is no limit.',
  })
  readonly resetAt!: Date | null;

  @Field(() => [UpstreamQuota], { description: 'One for each account the caller may look at.' })
  readonly upstreams!: readonly UpstreamQuota[];
}
