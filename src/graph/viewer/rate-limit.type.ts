import { Field, Int, ObjectType } from 'type-graphql';
import type { Upstream as UpstreamName } from '../../faults/fault.js';
import { DateTime } from '../core/scalars.js';
import { Upstream } from '../core/errors/upstream-fault.type.js';

@ObjectType({ description: 'Rate limit last reported by an upstream.', simpleResolvers: true })
export class UpstreamQuota {
  @Field(() => Upstream, { description: 'The upstream.' })
  readonly upstream!: UpstreamName;

  @Field({ description: 'Key of the account in the gateway configuration.' })
  readonly account!: string;

  @Field(() => Int, { nullable: true, description: 'Maximum number of calls per window.' })
  readonly limit!: number | null;

  @Field(() => Int, { nullable: true, description: 'Calls remaining in this window.' })
  readonly remaining!: number | null;

  @Field(() => DateTime, { nullable: true, description: 'Start of the next window.' })
  readonly resetAt!: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Time of the last report; null until the first response.',
  })
  readonly observedAt!: Date | null;
}

@ObjectType({ description: 'Cost of an operation, and remaining rate limits.', simpleResolvers: true })
export class RateLimit {
  @Field(() => Int, {
    description: 'Complexity points of this operation: 1 per requested field and entry, 50 per possible upstream call.',
  })
  readonly cost!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Maximum number of operations per minute for the caller; null without a limit.',
  })
  readonly limit!: number | null;

  @Field(() => Int, { nullable: true, description: 'Operations remaining; null without a limit.' })
  readonly remaining!: number | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Time when the full limit is available again; null without a limit.',
  })
  readonly resetAt!: Date | null;

  @Field(() => [UpstreamQuota], { description: 'Upstream rate limits, one per account that the caller may read.' })
  readonly upstreams!: readonly UpstreamQuota[];
}
