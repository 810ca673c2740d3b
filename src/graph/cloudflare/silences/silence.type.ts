import { Field, ObjectType, registerEnumType } from 'type-graphql';
import type { CloudflareAccountContext } from '../../core/context.js';
import { Node } from '../../core/ids/node.type.js';
import { createConnectionType } from '../../core/pagination/connection.type.js';
import { DateTime } from '../../core/scalars.js';

export enum SilenceStatus {
  FUTURE = 'future',
  ACTIVE = 'active',
  PAST = 'past',
}
registerEnumType(SilenceStatus, {
  name: 'SilenceStatus',
  description: 'Whether a silence has begun or ended, by the gateway’s clock.',
  valuesConfig: {
    FUTURE: { description: 'It has not begun; nothing is silenced yet.' },
    ACTIVE: { description: 'It is running; its policy notifies nobody.' },
    PAST: { description: 'It is over.' },
  },
});

@ObjectType({
  implements: Node,
  description:
    'A time in which one Cloudflare policy notifies nobody, whatever its recipients. The policy stays enabled, other policies are not silenced, and open incidents in PagerDuty stay open.',
  simpleResolvers: true,
})
export class PolicySilence extends Node {
  readonly accountContext!: CloudflareAccountContext;
  /** Cloudflare id of the silenced policy. */
  readonly policyId!: string;

  @Field({ description: 'Cloudflare id of the silence.' })
  readonly cloudflareId!: string;

  @Field(() => SilenceStatus, { description: 'Status when it was read.' })
  readonly status!: SilenceStatus;

  @Field(() => DateTime, { nullable: true, description: 'Start of the silence.' })
  readonly start!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'End of the silence; null if Cloudflare reports none.' })
  readonly end!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Creation time.' })
  readonly createdAt!: string | null;
}

export const PolicySilenceConnection = createConnectionType(PolicySilence, 'PolicySilence', 'silences');
