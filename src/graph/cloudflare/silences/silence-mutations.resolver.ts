import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { findCloudflareAccount } from '../../core/accounts/find-cloudflare-account.js';
import { Requires } from '../../core/auth/requires-scope.js';
import type { Context } from '../../core/context.js';
import { runMutation } from '../../core/mutations/run-mutation.js';
import { createSilence } from './create-silence.js';
import { endSilence } from './end-silence.js';
import { CreatePolicySilenceInput, EndPolicySilenceInput } from './silence-mutations.input.js';
import { CreatePolicySilencePayload, EndPolicySilencePayload } from './silence-mutations.type.js';

@Resolver()
export class SilenceMutationsResolver {
  @Requires('POLICIES_WRITE')
  @Mutation(() => CreatePolicySilencePayload, {
    nullable: true,
    description:
      'Silence one Cloudflare policy for a time: it notifies nobody, neither PagerDuty nor e-mail nor webhooks. The policy stays enabled. Other policies are not silenced, and open incidents in PagerDuty can still notify people.',
  })
  createPolicySilence(
    @Ctx() context: Context,
    @Arg('input', () => CreatePolicySilenceInput, { description: 'Policy, and the time.' })
    input: CreatePolicySilenceInput,
  ): Promise<CreatePolicySilencePayload> {
    return runMutation(context.requestScope, { created: false, silence: null }, async () =>
      createSilence(input, findCloudflareAccount(input.account, input.policy, context, ['input', 'policy'])),
    );
  }

  @Requires('POLICIES_WRITE')
  @Mutation(() => EndPolicySilencePayload, {
    nullable: true,
    description:
      'End a running silence of a Cloudflare policy now, or delete a future one. The policy notifies its recipients again, unless another silence is active.',
  })
  endPolicySilence(
    @Ctx() context: Context,
    @Arg('input', () => EndPolicySilenceInput, { description: 'Silence to end.' })
    input: EndPolicySilenceInput,
  ): Promise<EndPolicySilencePayload> {
    return runMutation(context.requestScope, { ended: false, silence: null }, async () =>
      endSilence(input, findCloudflareAccount(input.account, input.silence, context, ['input', 'silence'])),
    );
  }
}
