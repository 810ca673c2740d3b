import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { resolveAccount } from '../../../core/accounts/resolve-account.js';
import { withAcknowledger, withActor } from '../../../core/auth/actor.js';
import { Requires } from '../../../core/auth/requires-scope.js';
import type { Context } from '../../../core/context.js';
import { runMutation } from '../../../core/mutations/run-mutation.js';
import { getSelection } from '../../../core/selection/selection.js';
import { readBackIncident } from '../incident-read-back.js';
import { parseIncidentRef } from '../incident.ref.js';
import { INCIDENT_PATH } from '../mutation.input.js';
import { acknowledgeIncident, reopenIncident } from './change-one.js';
import { AcknowledgeIncidentInput, ReopenIncidentInput, ResolveIncidentInput } from './change-status.input.js';
import { AcknowledgeIncidentPayload, ReopenIncidentPayload, ResolveIncidentPayload } from './change-status.type.js';
import { resolveWithNote } from './resolve-with-note.js';

@Resolver()
export class ChangeOneStatusResolver {
  @Requires('INCIDENTS_WRITE')
  @Mutation(() => AcknowledgeIncidentPayload, {
    nullable: true,
    description:
      'Acknowledge an incident. PagerDuty assigns it to the actor and removes the previous assignees. The gateway reads the status first: acknowledging a resolved incident is a CONFLICT and does not reopen it. An incident resolved less than 1 second before the write may still be reopened. An acknowledged incident stays unchanged (changed: false) and keeps its assignees.',
  })
  acknowledgeIncident(
    @Ctx() { pagerduty, requestScope }: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => AcknowledgeIncidentInput, { description: 'Incident to acknowledge.' })
    input: AcknowledgeIncidentInput,
  ): Promise<AcknowledgeIncidentPayload> {
    return runMutation(requestScope, { incident: null, changed: false }, async () => {
      const accountContext = resolveAccount(pagerduty, input.account, input, ['input']);
      const { incident, changed } = await withAcknowledger(input, accountContext, ({ actor }) =>
        acknowledgeIncident(parseIncidentRef(input.incident, accountContext, INCIDENT_PATH), accountContext, actor),
      );
      return {
        incident: await readBackIncident(incident, accountContext, getSelection(info).at('incident'), changed),
        changed,
      };
    });
  }

  @Requires('INCIDENTS_WRITE')
  @Mutation(() => ResolveIncidentPayload, {
    nullable: true,
    description:
      'Resolve an incident. PagerDuty removes its assignees and acknowledgements. A resolved incident stays unchanged (changed: false).',
  })
  resolveIncident(
    @Ctx() { pagerduty, requestScope }: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => ResolveIncidentInput, { description: 'Incident to resolve.' }) input: ResolveIncidentInput,
  ): Promise<ResolveIncidentPayload> {
    return runMutation(requestScope, { incident: null, note: null, changed: false, cancelledTriggers: 0 }, () => {
      const accountContext = resolveAccount(pagerduty, input.account, input, ['input']);
      return withActor(input, accountContext, (inputWithActor) =>
        resolveWithNote(inputWithActor, accountContext, getSelection(info)),
      );
    });
  }

  @Requires('INCIDENTS_WRITE')
  @Mutation(() => ReopenIncidentPayload, {
    nullable: true,
    description:
      'Return a resolved incident to triggered and page again. PagerDuty assigns it by its current escalation policy, not to the previous assignees. An open incident stays unchanged (changed: false).',
  })
  reopenIncident(
    @Ctx() { pagerduty, requestScope }: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => ReopenIncidentInput, { description: 'Incident to reopen.' }) input: ReopenIncidentInput,
  ): Promise<ReopenIncidentPayload> {
    return runMutation(requestScope, { incident: null, changed: false }, async () => {
      const accountContext = resolveAccount(pagerduty, input.account, input, ['input']);
      const { incident, changed } = await withActor(input, accountContext, ({ actor }) =>
        reopenIncident(parseIncidentRef(input.incident, accountContext, INCIDENT_PATH), accountContext, actor),
      );
      return {
        incident: await readBackIncident(incident, accountContext, getSelection(info).at('incident'), changed),
        changed,
      };
    });
  }
}
