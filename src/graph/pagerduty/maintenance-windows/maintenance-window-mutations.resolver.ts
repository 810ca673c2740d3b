import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { resolveAccount } from '../../core/accounts/resolve-account.js';
import { withActor } from '../../core/auth/actor.js';
import { Requires } from '../../core/auth/requires-scope.js';
import type { Context } from '../../core/context.js';
import { runMutation } from '../../core/mutations/run-mutation.js';
import { withIdempotency } from '../../core/mutations/with-idempotency.js';
import { createMaintenanceWindow } from './create-maintenance-window.js';
import { endMaintenanceWindow } from './end-maintenance-window.js';
import { CreateMaintenanceWindowInput, EndMaintenanceWindowInput } from './maintenance-window-mutations.input.js';
import { CreateMaintenanceWindowPayload, EndMaintenanceWindowPayload } from './maintenance-window-mutations.type.js';
import { toMaintenanceWindow } from './maintenance-window.map.js';

@Resolver()
export class MaintenanceWindowMutationsResolver {
  @Requires('INCIDENTS_WRITE')
  @Mutation(() => CreateMaintenanceWindowPayload, {
    nullable: true,
    description:
      'Silence services for a time: they accept no new incidents, from any source, and events sent meanwhile are lost. Open incidents stay open and can still notify people. Other services are not silenced.',
  })
  createMaintenanceWindow(
    @Ctx() { pagerduty, idempotency, requestScope }: Context,
    @Arg('input', () => CreateMaintenanceWindowInput, { description: 'Services, and the time.' })
    input: CreateMaintenanceWindowInput,
  ): Promise<CreateMaintenanceWindowPayload> {
    return runMutation(requestScope, { window: null }, async () => {
      const accountContext = resolveAccount(pagerduty, input.account, input, ['input']);
      const window = await withActor(input, accountContext, (inputWithActor) =>
        withIdempotency(idempotency, 'createMaintenanceWindow', input, accountContext, (previous) =>
          createMaintenanceWindow(inputWithActor, accountContext, previous?.startedAt),
        ),
      );
      return { window: toMaintenanceWindow(window, accountContext) };
    });
  }

  @Requires('INCIDENTS_WRITE')
  @Mutation(() => EndMaintenanceWindowPayload, {
    nullable: true,
    description:
      'End a running maintenance window now, or delete a future one, for all its services. A window that is over stays as it is.',
  })
  endMaintenanceWindow(
    @Ctx() { pagerduty, requestScope }: Context,
    @Arg('input', () => EndMaintenanceWindowInput, { description: 'Window to end.' })
    input: EndMaintenanceWindowInput,
  ): Promise<EndMaintenanceWindowPayload> {
    return runMutation(requestScope, { ending: null, window: null }, async () => {
      const accountContext = resolveAccount(pagerduty, input.account, input, ['input']);
      const { ending, window } = await endMaintenanceWindow(input, accountContext);
      return { ending, window: toMaintenanceWindow(window, accountContext) };
    });
  }
}
