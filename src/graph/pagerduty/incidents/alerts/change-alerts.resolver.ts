import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { resolveAccount } from '../../../core/accounts/resolve-account.js';
import { withActor } from '../../../core/auth/actor.js';
import { Requires } from '../../../core/auth/requires-scope.js';
import type { Context, PagerDutyAccountContext } from '../../../core/context.js';
import { runMutation } from '../../../core/mutations/run-mutation.js';
import { getSelection } from '../../../core/selection/selection.js';
import { toAlert } from '../../alerts/alert.map.js';
import { readBackIncident } from '../incident-read-back.js';
import { moveAlerts, resolveAlerts, type ChangedAlerts } from './change-alerts.js';
import { MoveAlertsInput, ResolveAlertsInput, type AlertsInput } from './change-alerts.input.js';
import { type AlertsPayload, MoveAlertsPayload, ResolveAlertsPayload } from './change-alerts.type.js';

@Resolver()
export class ChangeAlertsResolver {
  @Requires('INCIDENTS_WRITE')
  @Mutation(() => ResolveAlertsPayload, {
    nullable: true,
    description: 'Resolve alerts of an incident. PagerDuty resolves the incident with its last open alert.',
  })
  resolveAlerts(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => ResolveAlertsInput, { description: 'Incident and its alerts.' }) input: ResolveAlertsInput,
  ): Promise<ResolveAlertsPayload> {
    return changeAlerts(context, info, input, resolveAlerts);
  }

  @Requires('INCIDENTS_WRITE')
  @Mutation(() => MoveAlertsPayload, {
    nullable: true,
    description: 'Move alerts of an incident to another open incident. Their global ids change with the incident.',
  })
  moveAlerts(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => MoveAlertsInput, { description: 'Both incidents and the alerts.' }) input: MoveAlertsInput,
  ): Promise<MoveAlertsPayload> {
    return changeAlerts(context, info, input, moveAlerts);
  }
}

function changeAlerts<I extends AlertsInput>(
  { pagerduty, requestScope }: Context,
  info: GraphQLResolveInfo,
  input: I,
  change: (input: I, accountContext: PagerDutyAccountContext) => Promise<ChangedAlerts>,
): Promise<AlertsPayload> {
  return runMutation<AlertsPayload>(requestScope, { results: [], incident: null }, async () => {
    const accountContext = resolveAccount(pagerduty, input.account, input, ['input']);
    const { incidentId, alerts } = await withActor(input, accountContext, (inputWithActor) =>
      change(inputWithActor, accountContext),
    );
    const results = alerts.map(({ wire, changed }, index) => ({
      index,
      changed,
      alert: wire ? toAlert(wire, incidentId, accountContext) : null,
    }));
    const wasChanged = results.some(({ changed }) => changed);
    const selection = getSelection(info).at('incident');
    return { results, incident: await readBackIncident({ id: incidentId }, accountContext, selection, wasChanged) };
  });
}
