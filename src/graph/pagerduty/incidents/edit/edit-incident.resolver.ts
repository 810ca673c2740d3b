import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from 'type-graphql';
import type { WrittenIncident } from '../../../../upstream/pagerduty/wire.js';
import { resolveAccount } from '../../../core/accounts/resolve-account.js';
import { withActor } from '../../../core/auth/actor.js';
import { Requires } from '../../../core/auth/requires-scope.js';
import type { Context, PagerDutyAccountContext } from '../../../core/context.js';
import { runMutation } from '../../../core/mutations/run-mutation.js';
import { getSelection } from '../../../core/selection/selection.js';
import { readBackIncident } from '../incident-read-back.js';
import { Incident } from '../incident.type.js';
import { loadIncident } from '../load-incident.js';
import type { ActorInput } from '../../../core/mutations/actor.input.js';
import {
  MergeIncidentsInput,
  ReassignIncidentInput,
  SnoozeIncidentInput,
  UpdateIncidentInput,
} from './edit-incident.input.js';
import {
  MergeIncidentsPayload,
  ReassignIncidentPayload,
  SnoozeIncidentPayload,
  UpdateIncidentPayload,
} from './edit-incident.type.js';
import { mergeIncidents } from './merge-incidents.js';
import { reassignIncident } from './reassign-incident.js';
import { snoozeIncident } from './snooze-incident.js';
import { updateIncident } from './update-incident.js';

@Resolver(() => MergeIncidentsPayload)
export class EditIncidentResolver {
  @Requires('INCIDENTS_WRITE')
  @Mutation(() => UpdateIncidentPayload, {
    nullable: true,
    description: 'Change title, urgency or priority. Omitted fields stay unchanged.',
  })
  updateIncident(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => UpdateIncidentInput, { description: 'Incident and its new values.' })
    input: UpdateIncidentInput,
  ): Promise<UpdateIncidentPayload> {
    return editIncident(context, info, input, updateIncident);
  }

  @Requires('INCIDENTS_WRITE')
  @Mutation(() => ReassignIncidentPayload, {
    nullable: true,
    description:
      'Assign an open incident to users, to an escalation policy, or to another level of its own policy, and notify them. The previous assignees are removed. An incident assigned directly to users does not escalate.',
  })
  reassignIncident(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => ReassignIncidentInput, { description: 'Incident and its new assignment.' })
    input: ReassignIncidentInput,
  ): Promise<ReassignIncidentPayload> {
    return editIncident(context, info, input, reassignIncident);
  }

  @Requires('INCIDENTS_WRITE')
  @Mutation(() => SnoozeIncidentPayload, {
    nullable: true,
    description:
      'Snooze an acknowledged incident. When the snooze ends, the incident returns to triggered without its acknowledgement. The snooze replaces the acknowledgement timeout.',
  })
  snoozeIncident(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => SnoozeIncidentInput, { description: 'Incident to snooze, and for how long.' })
    input: SnoozeIncidentInput,
  ): Promise<SnoozeIncidentPayload> {
    return editIncident(context, info, input, snoozeIncident);
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
    return loadIncident(intoId, accountContext, getSelection(info));
  }
}

/** Runs a mutation of one incident whose payload holds the changed incident. */
function editIncident<I extends ActorInput>(
  { pagerduty, requestScope }: Context,
  info: GraphQLResolveInfo,
  input: I,
  edit: (input: I, accountContext: PagerDutyAccountContext) => Promise<WrittenIncident>,
): Promise<UpdateIncidentPayload> {
  return runMutation(requestScope, { incident: null }, async () => {
    const accountContext = resolveAccount(pagerduty, input.account, input, ['input']);
    const written = await withActor(input, accountContext, (inputWithActor) => edit(inputWithActor, accountContext));
    return { incident: await readBackIncident(written, accountContext, getSelection(info).at('incident'), true) };
  });
}
