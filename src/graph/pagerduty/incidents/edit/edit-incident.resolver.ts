import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from 'type-graphql';
import { resolveAccount } from '../../../core/accounts/resolve-account.js';
import { withActor } from '../../../core/auth/actor.js';
import type { Context } from '../../../core/context.js';
import { Requires } from '../../../core/auth/requires-scope.js';
import { getSelection } from '../../../core/selection/selection.js';
import { runMutation } from '../../../core/mutations/run-mutation.js';
import { reopenIncident } from '../status/change-one.js';
import { mergeIncidents, reassignIncident, snoozeIncident, updateIncident } from './edit-incident.js';
import {
  MergeIncidentsInput,
  ReassignIncidentInput,
  ReopenIncidentInput,
  SnoozeIncidentInput,
  UpdateIncidentInput,
} from './edit-incident.input.js';
import {
  MergeIncidentsPayload,
  ReassignIncidentPayload,
  ReopenIncidentPayload,
  SnoozeIncidentPayload,
  UpdateIncidentPayload,
} from '../mutation-payloads.type.js';
import { selectIncludes } from '../incident-includes.js';
import { toIncident } from '../incident.map.js';
import { Incident } from '../incident.type.js';
import { parseIncidentRef } from '../incident.ref.js';
import { readBackIncident } from '../incident-read-back.js';

@Resolver(() => MergeIncidentsPayload)
export class EditIncidentResolver {
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
        reopenIncident(parseIncidentRef(input.incident, accountContext, ['input', 'incident']), accountContext, actor),
      );
      return {
        incident: await readBackIncident(incident, accountContext, getSelection(info).at('incident'), changed),
        changed,
      };
    });
  }

  @Requires('INCIDENTS_WRITE')
  @Mutation(() => UpdateIncidentPayload, {
    nullable: true,
    description: 'Change title, urgency or priority. Omitted fields stay unchanged.',
  })
  updateIncident(
    @Ctx() { pagerduty, requestScope }: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => UpdateIncidentInput, { description: 'Incident and its new values.' })
    input: UpdateIncidentInput,
  ): Promise<UpdateIncidentPayload> {
    return runMutation(requestScope, { incident: null }, async () => {
      const accountContext = resolveAccount(pagerduty, input.account, input, ['input']);
      const incident = await withActor(input, accountContext, (inputWithActor) =>
        updateIncident(inputWithActor, accountContext),
      );
      return { incident: await readBackIncident(incident, accountContext, getSelection(info).at('incident'), true) };
    });
  }

  @Requires('INCIDENTS_WRITE')
  @Mutation(() => ReassignIncidentPayload, {
    nullable: true,
    description:
      'Assign an open incident to users, to an escalation policy, or to another level of its own policy, and notify them. The previous assignees are removed. An incident assigned directly to users does not escalate.',
  })
  reassignIncident(
    @Ctx() { pagerduty, requestScope }: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => ReassignIncidentInput, { description: 'Incident and its new assignment.' })
    input: ReassignIncidentInput,
  ): Promise<ReassignIncidentPayload> {
    return runMutation(requestScope, { incident: null }, async () => {
      const accountContext = resolveAccount(pagerduty, input.account, input, ['input']);
      const incident = await withActor(input, accountContext, (inputWithActor) =>
        reassignIncident(inputWithActor, accountContext),
      );
      return { incident: await readBackIncident(incident, accountContext, getSelection(info).at('incident'), true) };
    });
  }

  @Requires('INCIDENTS_WRITE')
  @Mutation(() => SnoozeIncidentPayload, {
    nullable: true,
    description:
      'Snooze an acknowledged incident. When the snooze ends, the incident returns to triggered without its acknowledgement. The snooze replaces the acknowledgement timeout.',
  })
  snoozeIncident(
    @Ctx() { pagerduty, requestScope }: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => SnoozeIncidentInput, { description: 'Incident to snooze, and for how long.' })
    input: SnoozeIncidentInput,
  ): Promise<SnoozeIncidentPayload> {
    return runMutation(requestScope, { incident: null }, async () => {
      const accountContext = resolveAccount(pagerduty, input.account, input, ['input']);
      const incident = await withActor(input, accountContext, (inputWithActor) =>
        snoozeIncident(inputWithActor, accountContext),
      );
      return { incident: await readBackIncident(incident, accountContext, getSelection(info).at('incident'), true) };
    });
  }

  @Requires('INCIDENTS_WRITE')
  @Mutation(() => MergeIncidentsPayload, {
    nullable: true,
    description:
      'Move the alerts of incidents into an open incident and resolve the sources. The sources lose their assignees and acknowledgements. A resolved incident can be a source but not the target.',
  })
  mergeIncidents(
    @Ctx() { pagerduty, requestScope }: Context,
    @Arg('input', () => MergeIncidentsInput, { description: 'Incidents to merge, and the target.' })
    input: MergeIncidentsInput,
  ): Promise<MergeIncidentsPayload> {
    return runMutation(requestScope, {}, async () => {
      const accountContext = resolveAccount(pagerduty, input.account, input, ['input']);
      return {
        intoId: await withActor(input, accountContext, (inputWithActor) =>
          mergeIncidents(inputWithActor, accountContext),
        ),
        accountContext,
      };
    });
  }

  @Requires('INCIDENTS_READ')
  @FieldResolver(() => Incident, {
    nullable: true,
    description: 'Target incident, read again; null if refused.',
  })
  async incident(
    @Root() { intoId, accountContext }: MergeIncidentsPayload,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Incident | null> {
    if (intoId === undefined || accountContext === undefined) return null;
    const include = selectIncludes(getSelection(info));
    return toIncident(await accountContext.loaders.incident.load({ id: intoId, include }), accountContext, include);
  }
}
