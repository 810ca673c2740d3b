import { Field, ObjectType } from 'type-graphql';
import type { CloudflareAccountContext } from '../../core/context.js';
import { Node } from '../../core/ids/node.type.js';

@ObjectType({ description: 'Eligibility of an account for PagerDuty destinations.', simpleResolvers: true })
export class DestinationEligibility {
  @Field({ description: 'Whether the account plan includes PagerDuty destinations.' })
  readonly eligible!: boolean;

  @Field({ description: 'Whether delivery is guaranteed; false while the feature is in beta.' })
  readonly ready!: boolean;
}

@ObjectType({ implements: Node, description: 'A configured Cloudflare account.', simpleResolvers: true })
export class CloudflareAccount extends Node {
  readonly accountContext!: CloudflareAccountContext;

  @Field({
    description: 'Key of the account in the gateway configuration, e.g. main; the value for `account` arguments.',
  })
  readonly key!: string;

  @Field({ description: 'Cloudflare id of the account.' })
  readonly cloudflareId!: string;
}
