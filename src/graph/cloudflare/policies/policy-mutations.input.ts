import { Field, ID, InputType } from 'type-graphql';
import { CloudflareInput } from '../../core/accounts/cloudflare.input.js';

/** Base of all inputs that change a policy. */
@InputType()
abstract class PolicyEditInput extends CloudflareInput {
  @Field(() => ID, { description: 'Id of the policy: a global id or a Cloudflare id, with or without dashes.' })
  readonly policy!: string;

  @Field({ defaultValue: false, description: 'Whether to return the expected differences without writing.' })
  readonly dryRun!: boolean;
}

@InputType({ description: 'A PagerDuty destination, and the policy that shall deliver to it.' })
export class AttachDestinationInput extends PolicyEditInput {
  @Field(() => ID, {
    description: 'Id of a destination of the account: a global id or a Cloudflare id, with or without dashes.',
  })
  readonly destination!: string;
}

@InputType({ description: 'A PagerDuty destination, and the policy that shall no longer deliver to it.' })
export class DetachDestinationInput extends PolicyEditInput {
  @Field(() => ID, {
    description:
      'Id of the destination: a global id or a Cloudflare id, with or without dashes. It may be deleted already.',
  })
  readonly destination!: string;

  @Field({
    defaultValue: false,
    description:
      'Whether to detach also the last PagerDuty destination of a policy that has e-mail recipients or webhooks left. The last recipient of all is never detached, because Cloudflare accepts no policy without one.',
  })
  readonly allowLastDestination!: boolean;
}
