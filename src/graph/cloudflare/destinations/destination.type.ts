import { Field, ObjectType } from 'type-graphql';
import { CloudflareAccount } from '../account/cloudflare-account.type.js';
import { createConnectionType } from '../../core/pagination/connection.type.js';
import type { CloudflareAccountContext } from '../../core/context.js';
import { Node } from '../../core/ids/node.type.js';

@ObjectType({
  implements: Node,
  description: 'A PagerDuty service that Cloudflare can notify.',
  simpleResolvers: true,
})
export class PagerDutyDestination extends Node {
  readonly accountContext!: CloudflareAccountContext;

  @Field({ description: 'Cloudflare id of the destination; not the PagerDuty id of the service.' })
  readonly cloudflareId!: string;

  @Field(() => String, { nullable: true, description: 'Name of the PagerDuty service at the time of connection.' })
  readonly name!: string | null;

  @Field(() => CloudflareAccount, { description: 'Cloudflare account of the destination.' })
  readonly account!: CloudflareAccount;
}

export const PagerDutyDestinationConnection = createConnectionType(
  PagerDutyDestination,
  'PagerDutyDestination',
  'PagerDuty destinations',
);
