import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { resolveAccount } from '../../core/accounts/resolve-account.js';
import { Requires } from '../../core/auth/requires-scope.js';
import type { Context } from '../../core/context.js';
import { runMutation } from '../../core/mutations/run-mutation.js';
import { getSelection } from '../../core/selection/selection.js';
import { createOverride } from './create-override.js';
import { wantsOverrideIds } from './list-overrides.js';
import { deleteOverride } from './delete-override.js';
import { CreateScheduleOverrideInput, DeleteScheduleOverrideInput } from './override-mutations.input.js';
import { CreateScheduleOverridePayload, DeleteScheduleOverridePayload } from './override-mutations.type.js';

@Resolver()
export class OverrideMutationsResolver {
  @Requires('SCHEDULES_WRITE')
  @Mutation(() => CreateScheduleOverridePayload, {
    nullable: true,
    description:
      'Put a user on call for a period, instead of the users of the schedule. An equal override that applies already stays as it is, so a repeated call with the same times is safe.',
  })
  createScheduleOverride(
    @Ctx() { caller, pagerduty, requestScope }: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => CreateScheduleOverrideInput, { description: 'Schedule, user and period.' })
    input: CreateScheduleOverrideInput,
  ): Promise<CreateScheduleOverridePayload> {
    const emptyPayload = { changed: false, override: null, overlapping: null, replacedShifts: null };
    const payload = getSelection(info);
    const overrides = payload.at('override').merge(payload.at('overlapping'));
    const mayRead = caller.scopes.has('INCIDENTS_READ');
    return runMutation(requestScope, emptyPayload, async () =>
      createOverride(input, resolveAccount(pagerduty, input.account, input, ['input']), {
        wantsIds: wantsOverrideIds(overrides),
        wantsShifts: payload.has('replacedShifts') && mayRead,
        checksUser: mayRead,
      }),
    );
  }

  @Requires('SCHEDULES_WRITE')
  @Mutation(() => DeleteScheduleOverridePayload, {
    nullable: true,
    description: 'Delete an override that has not begun, or end a running one now. One that has ended is a CONFLICT.',
  })
  deleteScheduleOverride(
    @Ctx() { pagerduty, requestScope }: Context,
    @Arg('input', () => DeleteScheduleOverrideInput, { description: 'Override, and its schedule.' })
    input: DeleteScheduleOverrideInput,
  ): Promise<DeleteScheduleOverridePayload> {
    return runMutation(requestScope, { deletedId: null, outcome: null }, async () =>
      deleteOverride(input, resolveAccount(pagerduty, input.account, input, ['input'])),
    );
  }
}
