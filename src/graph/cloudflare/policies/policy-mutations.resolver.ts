import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { findCloudflareAccount } from '../../core/accounts/find-cloudflare-account.js';
import type { Context } from '../../core/context.js';
import { Requires } from '../../core/auth/requires-scope.js';
import { runMutation } from '../../core/mutations/run-mutation.js';
import { attachDestination, detachDestination } from './change-destination.js';
import { createPolicy } from './create-policy.js';
import { deletePolicy } from './delete-policy.js';
import { POLICY_PATH } from './edit-policy.js';
import { updatePolicy } from './update-policy.js';
import {
  AttachDestinationInput,
  CreateNotificationPolicyInput,
  DeleteNotificationPolicyInput,
  DetachDestinationInput,
  UpdateNotificationPolicyInput,
} from './policy-mutations.input.js';
import {
  AttachDestinationPayload,
  CreateNotificationPolicyPayload,
  DeleteNotificationPolicyPayload,
  DetachDestinationPayload,
  UpdateNotificationPolicyPayload,
} from './policy-mutations.type.js';

const EMPTY_PAYLOAD = { changed: false, policy: null, differences: null };

@Resolver()
export class PolicyMutationsResolver {
  @Requires('POLICIES_WRITE')
  @Mutation(() => AttachDestinationPayload, {
    nullable: true,
    description:
      'Attach a PagerDuty destination to a notification policy. Nothing else in the policy changes; an attached destination stays as it is.',
  })
  attachDestination(
    @Ctx() context: Context,
    @Arg('input', () => AttachDestinationInput, { description: 'Policy and destination.' })
    input: AttachDestinationInput,
  ): Promise<AttachDestinationPayload> {
    return runMutation(context.requestScope, EMPTY_PAYLOAD, async () =>
      attachDestination(input, findCloudflareAccount(input.account, input.policy, context, POLICY_PATH)),
    );
  }

  @Requires('POLICIES_WRITE')
  @Mutation(() => DetachDestinationPayload, {
    nullable: true,
    description:
      'Detach a PagerDuty destination from a notification policy. Nothing else in the policy changes; the destination stays connected.',
  })
  detachDestination(
    @Ctx() context: Context,
    @Arg('input', () => DetachDestinationInput, { description: 'Policy and destination.' })
    input: DetachDestinationInput,
  ): Promise<DetachDestinationPayload> {
    return runMutation(context.requestScope, EMPTY_PAYLOAD, async () =>
      detachDestination(input, findCloudflareAccount(input.account, input.policy, context, POLICY_PATH)),
    );
  }

  @Requires('POLICIES_WRITE')
  @Mutation(() => CreateNotificationPolicyPayload, {
    nullable: true,
    description:
      'Create a notification policy, unless the account has one with the same members: that one is returned. So the same input sent twice makes one policy.',
  })
  createNotificationPolicy(
    @Ctx() context: Context,
    @Arg('input', () => CreateNotificationPolicyInput, { description: 'Members and recipients.' })
    input: CreateNotificationPolicyInput,
  ): Promise<CreateNotificationPolicyPayload> {
    return runMutation(context.requestScope, { created: false, policy: null, differences: null }, async () =>
      createPolicy(input, context.cloudflare.get(input.account, ['input', 'account'])),
    );
  }

  @Requires('POLICIES_WRITE')
  @Mutation(() => UpdateNotificationPolicyPayload, {
    nullable: true,
    description:
      'Change name, description, interval, filters or state of a notification policy. Nothing else in the policy changes.',
  })
  updateNotificationPolicy(
    @Ctx() context: Context,
    @Arg('input', () => UpdateNotificationPolicyInput, { description: 'Policy and members.' })
    input: UpdateNotificationPolicyInput,
  ): Promise<UpdateNotificationPolicyPayload> {
    return runMutation(context.requestScope, EMPTY_PAYLOAD, async () =>
      updatePolicy(input, findCloudflareAccount(input.account, input.policy, context, POLICY_PATH)),
    );
  }

  @Requires('POLICIES_WRITE')
  @Mutation(() => DeleteNotificationPolicyPayload, {
    nullable: true,
    description: 'Delete a notification policy. Its alerts are no longer sent to anybody.',
  })
  deleteNotificationPolicy(
    @Ctx() context: Context,
    @Arg('input', () => DeleteNotificationPolicyInput, { description: 'The policy to delete.' })
    input: DeleteNotificationPolicyInput,
  ): Promise<DeleteNotificationPolicyPayload> {
    return runMutation(context.requestScope, { deletedId: null, policy: null }, async () =>
      deletePolicy(input, findCloudflareAccount(input.account, input.policy, context, POLICY_PATH)),
    );
  }
}
