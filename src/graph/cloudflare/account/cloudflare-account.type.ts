import { Field, ObjectType } from 'type-graphql';
import type { CloudflareAccountContext } from '../../core/context.js';
import { Node } from '../../core/ids/node.type.js';

@ObjectType({ description: 'Whether PagerDuty can be used as a destination.', simpleResolvers: true })
export class DestinationEligibility {
  @Field({ description: 'The account’s plan includes it.' })
  readonly eligible!: boolean;

  @Field({ description: 'False while in beta: policies can be made, delivery is not guaranteed.' })
  readonly ready!: boolean;
}

@ObjectType({ implements: Node, description: 'A configured Cloudflare account.', simpleResolvers: true })
export class CloudflareAccount extends Node {
  readonly accountContext!: CloudflareAccountContext;

  @Field({
    description: 'Name of this account in the gateway’s configuration, e.g. main: what `account` arguments take.',
  })
  readonly key!: string;

  @Field({ description: 'Cloudflare’s own id of the account.' })
  readonly cloudflareId!: string;
}
