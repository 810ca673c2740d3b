import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Upstream as UpstreamName } from '../../../faults/fault.js';
import { Uri } from '../scalars.js';

export enum Upstream {
  CLOUDFLARE = 'CLOUDFLARE',
  PAGERDUTY = 'PAGERDUTY',
}
registerEnumType(Upstream, {
  name: 'Upstream',
  description: 'The REST APIs behind this graph.',
  valuesConfig: {
    CLOUDFLARE: { description: 'Cloudflare Alerting v3.' },
    PAGERDUTY: { description: 'PagerDuty REST API v2.' },
  },
});

@ObjectType({
  description: 'An upstream’s own code and words, verbatim but clipped and stripped of secrets.',
  simpleResolvers: true,
})
export class UpstreamMessage {
  @Field(() => Int, { nullable: true, description: 'The upstream’s own code, where it gave one.' })
  readonly code?: number;

  @Field({ description: 'The upstream’s own words.' })
  readonly message!: string;

  @Field(() => String, { nullable: true, description: 'What it concerns, as the upstream points at it.' })
  readonly pointer?: string;

  @Field(() => Uri, { nullable: true, description: 'Where the upstream documents it.' })
  readonly documentationUrl?: string;
}

@ObjectType({
  description: 'An upstream’s refusal in one shape, whatever envelope it came in.',
  simpleResolvers: true,
})
export class UpstreamFault {
  @Field(() => Upstream, { description: 'Which upstream refused.' })
  readonly upstream!: UpstreamName;

  @Field(() => Int, { description: 'The HTTP status it answered.' })
  readonly httpStatus!: number;

  @Field(() => [UpstreamMessage], {
    description:
      'Every entry of the upstream’s own error list, in its order: Cloudflare’s errors[] (chains flattened), PagerDuty’s error.code + message, then each of its errors[].',
  })
  readonly errors!: readonly UpstreamMessage[];

  @Field(() => [UpstreamMessage], { description: 'Cloudflare’s messages[]; empty for PagerDuty.' })
  readonly messages!: readonly UpstreamMessage[];

  @Field(() => String, { nullable: true, description: 'The upstream’s id of the request, for its support.' })
  readonly requestId?: string;
}
