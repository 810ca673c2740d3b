import { Field, ID, InputType } from 'type-graphql';
import { CloudflareInput } from '../../core/accounts/cloudflare.input.js';

@InputType({ description: 'Account for which to create a connect token.' })
export class CreatePagerDutyConnectTokenInput extends CloudflareInput {}

@InputType({ description: 'Connect token with which a person has signed in to PagerDuty.' })
export class ConnectPagerDutyInput extends CloudflareInput {
  @Field({ description: 'Token returned by createPagerDutyConnectToken.' })
  readonly token!: string;
}

@InputType({ description: 'Destinations that the caller expects to delete.' })
export class DeletePagerDutyDestinationsInput extends CloudflareInput {
  @Field(() => [ID], {
    description:
      'Ids of the destinations expected to exist: global ids or Cloudflare ids, with or without dashes. Any other existing destination causes CONFIRMATION_REQUIRED, and nothing is deleted. Ids that no longer exist are ignored.',
  })
  readonly expectedIds!: readonly string[];

  @Field({
    defaultValue: false,
    description: 'Whether to return the expected result without deleting anything.',
  })
  readonly dryRun!: boolean;
}
