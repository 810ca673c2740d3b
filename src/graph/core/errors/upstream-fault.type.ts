import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Upstream as UpstreamName } from '../../../faults/fault.js';
import { Uri } from '../scalars.js';

export enum Upstream {
  CLOUDFLARE = 'CLOUDFLARE',
  PAGERDUTY = 'PAGERDUTY',
}
registerEnumType(Upstream, {
  name: 'Upstream',
  description: 'REST API behind this graph.',
  valuesConfig: {
    CLOUDFLARE: { description: 'Cloudflare Alerting v3.' },
    PAGERDUTY: { description: 'PagerDuty REST API v2.' },
  },
});

@ObjectType({
  description: 'Error code and message of an upstream, verbatim except for truncation and removed secrets.',
  simpleResolvers: true,
})
export class UpstreamMessage {
  @Field(() => Int, { nullable: true, description: 'Upstream error code; null when absent.' })
  readonly code?: number;

  @Field({ description: 'Upstream message.' })
  readonly message!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Upstream pointer to the part of the request that caused the error.',
  })
  readonly pointer?: string;

  @Field(() => Uri, { nullable: true, description: 'Upstream documentation of the error.' })
  readonly documentationUrl?: string;
}

@ObjectType({
  description: 'Error response of an upstream, in one shape for both upstreams.',
  simpleResolvers: true,
})
export class UpstreamFault {
  @Field(() => Upstream, { description: 'Upstream that returned the error.' })
  readonly upstream!: UpstreamName;

  @Field(() => Int, { description: 'HTTP status of the response.' })
  readonly httpStatus!: number;

  @Field(() => [UpstreamMessage], {
    description:
      'Upstream errors in their original order. Cloudflare: `errors[]`, chains flattened. PagerDuty: `error.code` and `error.message`, then each of `error.errors[]`.',
  })
  readonly errors!: readonly UpstreamMessage[];

  @Field(() => [UpstreamMessage], { description: 'Cloudflare `messages[]`; empty for PagerDuty.' })
  readonly messages!: readonly UpstreamMessage[];

  @Field(() => String, { nullable: true, description: 'Upstream request id, for its support.' })
  readonly requestId?: string;
}
