import { Field, ID, InputType } from 'type-graphql';

/** What every mutation of destinations takes. */
@InputType()
abstract class CloudflareInput {
  @Field(() => String, {
    nullable: true,
    description:
      'Name of a Cloudflare account in the gateway’s configuration, or Cloudflare’s own id of it; the default account without it.',
  })
  readonly account?: string | null;
}

@InputType({ description: 'Which account to make a connect token for.' })
export class CreatePagerDutyConnectTokenInput extends CloudflareInput {}

@InputType({ description: 'A connect token whose owner has signed in to PagerDuty.' })
export class ConnectPagerDutyInput extends CloudflareInput {
  @Field({ description: 'The token that createPagerDutyConnectToken gave.' })
  readonly token!: string;
}

@InputType({ description: 'What the caller believes will be deleted.' })
export class DeletePagerDutyDestinationsInput extends CloudflareInput {
  @Field(() => [ID], {
    description:
      'The ids the caller believes exist (global or Cloudflare’s own, with or without dashes). Anything else present: CONFIRMATION_REQUIRED and nothing is deleted. Ids already gone are fine.',
  })
  readonly expectedIds!: readonly string[];

  @Field({
    defaultValue: false,
    description: 'Report what would go and whether it would be refused; change nothing.',
  })
  readonly dryRun!: boolean;
}
