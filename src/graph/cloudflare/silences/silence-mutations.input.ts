import { Field, ID, InputType } from 'type-graphql';
import { CloudflareInput } from '../../core/accounts/cloudflare.input.js';
import { DateTime } from '../../core/scalars.js';
import { MAX_SILENCE_DAYS, MAX_START_DELAY_MINUTES } from '../../core/input/period.js';

/** Cloudflare refuses silences that begin later (docs/upstream-quirks.md, quirk 221). */
export const MAX_DAYS_AHEAD = 90;

@InputType({ description: 'A policy, and the time in which it shall notify nobody.' })
export class CreatePolicySilenceInput extends CloudflareInput {
  @Field(() => ID, { description: 'Id of the policy: a global id or a Cloudflare id, with or without dashes.' })
  readonly policy!: string;

  @Field(() => DateTime, {
    nullable: true,
    description: `Start, in whole seconds and within ${MAX_DAYS_AHEAD} days; now by default. More than ${MAX_START_DELAY_MINUTES} minutes ago is refused.`,
  })
  readonly start?: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: `End, in whole seconds, in the future and at most ${MAX_SILENCE_DAYS} days after the start; an hour after the start by default.`,
  })
  readonly end?: Date | null;
}

@InputType({ description: 'The silence to end.' })
export class EndPolicySilenceInput extends CloudflareInput {
  @Field(() => ID, { description: 'Id of the silence: a global id or a Cloudflare id, with or without dashes.' })
  readonly silence!: string;
}
