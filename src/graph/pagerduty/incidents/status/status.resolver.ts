import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from 'type-graphql';
import { accountOf } from '../../../core/accounts/resolve-account.js';
import { asAcknowledger, asActor } from '../../../core/auth/actor.js';
import { notBlank } from '../../../core/input/validate.js';
import type { Context } from '../../../core/context.js';
import { type Selection, selectionOf } from '../../../core/selection/selection.js';
import { onceByKey } from '../../../core/mutations/with-idempotency.js';
import { settle } from '../../../core/mutations/run-mutation.js';
import { Requires } from '../../../core/auth/requires-scope.js';
import { BULK_LIMIT_MS } from './bisect.js';
import { acknowledge } from './change-one.js';
import { acknowledgeAll, resolveAll } from './change-many.js';
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
import { includesFor } from '../incident-includes.js';
import { toIncident } from '../incident.map.js';
import { locatorOf } from '../incident.ref.js';
import { Incident } from '../incident.type.js';
import { addNote } from '../notes/add-note.js';
import { resolveWithNote } from './resolve-with-note.js';
import { toldIncident } from '../incident-read-back.js';
import { toldNote } from '../notes/note-read-back.js';
import { triggerIncident } from '../trigger/trigger-incident.js';

const FIELD = ['input', 'incident'];

@Resolver(() => AddIncidentNotePayload)
export class IncidentMutationsResolver {
  @Requires('INCIDENTS_WRITE')
  @Mutation(() => TriggerIncidentPayload, {
    nullable: true,
    description:
      'Makes an incident; people are notified at once. Assigned to the actor, it begins acknowledged and notifies nobody. Always sent under a dedup key.',
  })
  triggerIncident(
    @Ctx() { pagerduty, idempotency, scope }: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => TriggerIncidentInput, { description: 'What to trigger.' }) input: TriggerIncidentInput,
  ): Promise<TriggerIncidentPayload> {
    return settle(scope, { incident: null, created: false }, async () => {
      const access = accountOf(pagerduty, input.account, input, ['input']);
      const { incident, created } = await asActor(input, access, (named) =>
        onceByKey(idempotency, 'triggerIncident', input, access, (earlier) =>
          triggerIncident(named, access, earlier?.lostSince),
        ),
      );
      const told = toldIncident(incident, access, selectionOf(info).at('incident'), created === true);
      return { incident: await told, created };
    });
  }

  @Requires('INCIDENTS_WRITE')
  @Mutation(() => AcknowledgeIncidentPayload, {
    nullable: true,
    description:
      'Acknowledges an incident. PagerDuty assigns it to the actor; the people it was assigned to before lose it. Does not reopen: the status is read first, and acknowledging a resolved incident is a CONFLICT (one resolved less than a second before the write may still be reopened). Already acknowledged counts as done (changed: false), and stays with whoever has it.',
  })
  acknowledgeIncident(
    @Ctx() { pagerduty, scope }: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => AcknowledgeIncidentInput, { description: 'What to acknowledge.' })
    input: AcknowledgeIncidentInput,
  ): Promise<AcknowledgeIncidentPayload> {
    return settle(scope, { incident: null, changed: false }, async () => {
      const access = accountOf(pagerduty, input.account, input, ['input']);
      const { incident, changed } = await asAcknowledger(input, access, ({ actor }) =>
        acknowledge(locatorOf(input.incident, access, FIELD), access, actor),
      );
      return { incident: await toldIncident(incident, access, selectionOf(info).at('incident'), changed), changed };
    });
  }

  @Requires('INCIDENTS_WRITE')
  @Mutation(() => ResolveIncidentPayload, {
    nullable: true,
    description:
      'Resolves an incident. PagerDuty removes its assignees and acknowledgements. One that is resolved already counts as done (changed: false).',
  })
  resolveIncident(
    @Ctx() { pagerduty, scope }: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => ResolveIncidentInput, { description: 'What to resolve.' }) input: ResolveIncidentInput,
  ): Promise<ResolveIncidentPayload> {
    return settle(scope, { incident: null, note: null, changed: false }, () => {
      const access = accountOf(pagerduty, input.account, input, ['input']);
      return asActor(input, access, (named) => resolveWithNote(named, access, selectionOf(info)));
    });
  }

  @Requires('INCIDENTS_WRITE')
  @Mutation(() => AcknowledgeIncidentsPayload, {
    nullable: true,
    description:
      'Acknowledges 1 to 500 incidents, each as acknowledgeIncident does: PagerDuty assigns all of them to the actor. Ends within 14 seconds.',
  })
  acknowledgeIncidents(
    @Ctx() { pagerduty, scope }: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => AcknowledgeIncidentsInput, { description: 'What to acknowledge.' })
    input: AcknowledgeIncidentsInput,
  ): Promise<AcknowledgeIncidentsPayload> {
    return settle(
      scope,
      { results: [] },
      () => {
        const access = accountOf(pagerduty, input.account, input, ['input']);
        return asAcknowledger(input, access, ({ actor }) =>
          acknowledgeAll(input.incidents, access, actor, Date.now, incidentsIn(info)),
        );
      },
      BULK_LIMIT_MS,
    );
  }

  @Requires('INCIDENTS_WRITE')
  @Mutation(() => ResolveIncidentsPayload, {
    nullable: true,
    description: 'Resolves 1 to 500 incidents, each as resolveIncident does; ends within 14 seconds.',
  })
  resolveIncidents(
    @Ctx() { pagerduty, scope }: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => ResolveIncidentsInput, { description: 'What to resolve.' }) input: ResolveIncidentsInput,
  ): Promise<ResolveIncidentsPayload> {
    return settle(
      scope,
      { results: [] },
      () => {
        const access = accountOf(pagerduty, input.account, input, ['input']);
        const resolution = input.resolution == null ? undefined : notBlank(input.resolution, ['input', 'resolution']);
        return asActor(input, access, ({ actor }) =>
          resolveAll(input.incidents, access, resolution, actor, Date.now, incidentsIn(info)),
        );
      },
      BULK_LIMIT_MS,
    );
  }

  @Requires('INCIDENTS_WRITE')
  @Mutation(() => AddIncidentNotePayload, {
    nullable: true,
    description: 'Writes a note that everybody on the incident sees. Sent twice, it stands there twice.',
  })
  addIncidentNote(
    @Ctx() { pagerduty, idempotency, scope }: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => AddIncidentNoteInput, { description: 'What to write, and where.' }) input: AddIncidentNoteInput,
  ): Promise<AddIncidentNotePayload> {
    return settle(scope, { note: null }, async () => {
      const access = accountOf(pagerduty, input.account, input, ['input']);
      const { note, incidentId } = await asActor(input, access, (named) =>
        onceByKey(idempotency, 'addIncidentNote', input, access, (earlier) =>
          addNote(named, access, earlier?.lostSince),
        ),
      );
      return { note: await toldNote(note, incidentId, access, selectionOf(info).at('note')), incidentId, access };
    });
  }

  @Requires('INCIDENTS_READ')
  @FieldResolver(() => Incident, {
    nullable: true,
    description: 'The incident it was written on; read only when selected.',
  })
  async incident(
    @Root() { incidentId, access }: AddIncidentNotePayload,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Incident | null> {
    if (incidentId === undefined || access === undefined) return null;
    const include = includesFor(selectionOf(info));
    return toIncident(await access.loaders.incident.load({ id: incidentId, include }), access, include);
  }
}

function incidentsIn(info: GraphQLResolveInfo): Selection {
  return selectionOf(info).at('results', 'incident');
}
