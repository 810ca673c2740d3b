import { Field, ID, InputType } from 'type-graphql';
import { CloudflareInput } from '../../core/accounts/cloudflare.input.js';
import { DateTime } from '../../core/scalars.js';

@InputType({ description: 'A policy, and the time in which it shall notify nobody.' })
export class CreatePolicySilenceInput extends CloudflareInput {
  @Field(() => ID, { description: 'Id of the policy: a global id or a Cloudflare id, with or without dashes.' })
  readonly policy!: string;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Start, in whole seconds and within 90 days; now by default. More than 5 minutes ago is refused.',
  })
  readonly start?: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'End, in whole seconds, in the future and at most 366 days after the start; an hour after the start by default.',
  })
  readonly end?: Date | null;
}

@InputType({ description: 'The silence to end.' })
export class EndPolicySilenceInput extends CloudflareInput {
  @Field(() => ID, { description: 'Id of the silence: a global id or a Cloudflare id, with or without dashes.' })
  readonly silence!: string;
}
