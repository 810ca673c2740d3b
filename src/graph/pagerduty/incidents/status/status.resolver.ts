import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from 'type-graphql';
import { resolveAccount } from '../../../core/accounts/resolve-account.js';
import { withAcknowledger, withActor } from '../../../core/auth/actor.js';
import { assertNotBlank } from '../../../core/input/validate.js';
import type { Context } from '../../../core/context.js';
import { type Selection, getSelection } from '../../../core/selection/selection.js';
import { withIdempotency } from '../../../core/mutations/with-idempotency.js';
import { runMutation } from '../../../core/mutations/run-mutation.js';
import { Requires } from '../../../core/auth/requires-scope.js';
import { BULK_DEADLINE_MS } from './bisect.js';
import { acknowledgeIncident } from './change-one.js';
import { acknowledgeIncidents, resolveIncidents } from './change-many.js';
import {
  AcknowledgeIncidentInput,
  AcknowledgeIncidentsInput,
  AddIncidentNoteInput,
  ResolveIncidentInput,
  ResolveIncidentsInput,
  TriggerIncidentInput,
} from '../trigger/trigger-incident.input.js';
import {
  AcknowledgeIncidentPayload,
  AcknowledgeIncidentsPayload,
  AddIncidentNotePayload,
  ResolveIncidentPayload,
  ResolveIncidentsPayload,
  TriggerIncidentPayload,
} from '../mutation-payloads.type.js';
import { selectIncludes } from '../incident-includes.js';
import { toIncident } from '../incident.map.js';
import { parseIncidentRef } from '../incident.ref.js';
import { Incident } from '../incident.type.js';
import { addIncidentNote } from '../notes/add-note.js';
import { resolveWithNote } from './resolve-with-note.js';
import { readBackIncident } from '../incident-read-back.js';
import { readBackNote } from '../notes/note-read-back.js';
import { triggerIncident } from '../trigger/trigger-incident.js';

const INCIDENT_PATH = ['input', 'incident'];

@Resolver(() => AddIncidentNotePayload)
export class IncidentStatusResolver {
  @Requires('INCIDENTS_WRITE')
  @Mutation(() => TriggerIncidentPayload, {
    nullable: true,
    description:
      'Create an incident and notify people immediately. An incident assigned to the actor starts acknowledged and notifies nobody. The gateway always sends a dedup key.',
  })
  triggerIncident(
    @Ctx() { pagerduty, idempotency, requestScope }: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => TriggerIncidentInput, { description: 'Incident to create.' }) input: TriggerIncidentInput,
  ): Promise<TriggerIncidentPayload> {
    return runMutation(requestScope, { incident: null, created: false }, async () => {
      const accountContext = resolveAccount(pagerduty, input.account, input, ['input']);
      const { incident, created } = await withActor(input, accountContext, (inputWithActor) =>
        withIdempotency(idempotency, 'triggerIncident', input, accountContext, (previous) =>
          triggerIncident(inputWithActor, accountContext, previous?.startedAt),
        ),
      );
      const readBack = readBackIncident(incident, accountContext, getSelection(info).at('incident'), created === true);
      return { incident: await readBack, created };
    });
  }

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
    return runMutation(requestScope, { incident: null, note: null, changed: false }, () => {
      const accountContext = resolveAccount(pagerduty, input.account, input, ['input']);
      return withActor(input, accountContext, (inputWithActor) =>
        resolveWithNote(inputWithActor, accountContext, getSelection(info)),
      );
    });
  }

  @Requires('INCIDENTS_WRITE')
  @Mutation(() => AcknowledgeIncidentsPayload, {
    nullable: true,
    description:
      'Acknowledge 1 to 500 incidents, each like acknowledgeIncident. PagerDuty assigns all of them to the actor. Returns within 14 seconds.',
  })
  acknowledgeIncidents(
    @Ctx() { pagerduty, requestScope }: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => AcknowledgeIncidentsInput, { description: 'Incidents to acknowledge.' })
    input: AcknowledgeIncidentsInput,
  ): Promise<AcknowledgeIncidentsPayload> {
    return runMutation(
      requestScope,
      { results: [] },
      () => {
        const accountContext = resolveAccount(pagerduty, input.account, input, ['input']);
        return withAcknowledger(input, accountContext, ({ actor }) =>
          acknowledgeIncidents(input.incidents, accountContext, actor, Date.now, toIncidentSelection(info)),
        );
      },
      BULK_DEADLINE_MS,
    );
  }

  @Requires('INCIDENTS_WRITE')
  @Mutation(() => ResolveIncidentsPayload, {
    nullable: true,
    description: 'Resolve 1 to 500 incidents, each like resolveIncident. Returns within 14 seconds.',
  })
  resolveIncidents(
    @Ctx() { pagerduty, requestScope }: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => ResolveIncidentsInput, { description: 'Incidents to resolve.' }) input: ResolveIncidentsInput,
  ): Promise<ResolveIncidentsPayload> {
    return runMutation(
      requestScope,
      { results: [] },
      () => {
        const accountContext = resolveAccount(pagerduty, input.account, input, ['input']);
        const resolution =
          input.resolution == null ? undefined : assertNotBlank(input.resolution, ['input', 'resolution']);
        return withActor(input, accountContext, ({ actor }) =>
          resolveIncidents(input.incidents, accountContext, resolution, actor, Date.now, toIncidentSelection(info)),
        );
      },
      BULK_DEADLINE_MS,
    );
  }

  @Requires('INCIDENTS_WRITE')
  @Mutation(() => AddIncidentNotePayload, {
    nullable: true,
    description:
      'Add a note that everybody on the incident can see. Without an idempotencyKey, a repeated call adds the note again.',
  })
  addIncidentNote(
    @Ctx() { pagerduty, idempotency, requestScope }: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => AddIncidentNoteInput, { description: 'Text of the note, and its incident.' })
    input: AddIncidentNoteInput,
  ): Promise<AddIncidentNotePayload> {
    return runMutation(requestScope, { note: null }, async () => {
      const accountContext = resolveAccount(pagerduty, input.account, input, ['input']);
      const { note, incidentId } = await withActor(input, accountContext, (inputWithActor) =>
        withIdempotency(idempotency, 'addIncidentNote', input, accountContext, (previous) =>
          addIncidentNote(inputWithActor, accountContext, previous?.startedAt),
        ),
      );
      return {
        note: await readBackNote(note, incidentId, accountContext, getSelection(info).at('note')),
        incidentId,
        accountContext,
      };
    });
  }

  @Requires('INCIDENTS_READ')
  @FieldResolver(() => Incident, {
    nullable: true,
    description: 'Incident of the note; read only if selected.',
  })
  async incident(
    @Root() { incidentId, accountContext }: AddIncidentNotePayload,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Incident | null> {
    if (incidentId === undefined || accountContext === undefined) return null;
    const include = selectIncludes(getSelection(info));
    return toIncident(await accountContext.loaders.incident.load({ id: incidentId, include }), accountContext, include);
  }
}

function toIncidentSelection(info: GraphQLResolveInfo): Selection {
  return getSelection(info).at('results', 'incident');
}
