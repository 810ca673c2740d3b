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
      'Puts a resolved incident back to triggered. PagerDuty assigns it by its escalation policy as that is now, not to the people who had it, and pages again. An open incident is left as it is (changed: false).',
  })
  reopenIncident(
    @Ctx() { pagerduty, requestScope }: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => ReopenIncidentInput, { description: 'What to reopen.' }) input: ReopenIncidentInput,
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
    description: 'Changes title, urgency or priority; what is left out stays.',
  })
  updateIncident(
    @Ctx() { pagerduty, requestScope }: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => UpdateIncidentInput, { description: 'What to change.' }) input: UpdateIncidentInput,
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
      'Hands an open incident to people, to an escalation policy or to another level of its own; they are notified. The people it was assigned to before lose it; what is assigned to people directly does not escalate.',
  })
  reassignIncident(
    @Ctx() { pagerduty, requestScope }: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => ReassignIncidentInput, { description: 'What to hand to whom.' }) input: ReassignIncidentInput,
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
      'Puts an acknowledged incident to sleep for a while; then it is triggered again, and its acknowledgement is gone. Takes the place of the acknowledgement’s own time-out.',
  })
  snoozeIncident(
    @Ctx() { pagerduty, requestScope }: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => SnoozeIncidentInput, { description: 'What to snooze, and how long.' })
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
      'Moves the alerts of incidents into an open one and resolves those incidents: their assignees and acknowledgements are gone. A resolved incident can be a source, not the target.',
  })
  mergeIncidents(
    @Ctx() { pagerduty, requestScope }: Context,
    @Arg('input', () => MergeIncidentsInput, { description: 'What to merge into what.' }) input: MergeIncidentsInput,
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
    description: 'The incident they were merged into, read again; null when refused.',
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
