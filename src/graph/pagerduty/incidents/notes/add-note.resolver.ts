import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from 'type-graphql';
import { resolveAccount } from '../../../core/accounts/resolve-account.js';
import { withActor } from '../../../core/auth/actor.js';
import { Requires } from '../../../core/auth/requires-scope.js';
import type { Context } from '../../../core/context.js';
import { runMutation } from '../../../core/mutations/run-mutation.js';
import { withIdempotency } from '../../../core/mutations/with-idempotency.js';
import { getSelection } from '../../../core/selection/selection.js';
import { Incident } from '../incident.type.js';
import { loadIncident } from '../load-incident.js';
import { addIncidentNote } from './add-note.js';
import { AddIncidentNoteInput } from './add-note.input.js';
import { AddIncidentNotePayload } from './add-note.type.js';
import { readBackNote } from './note-read-back.js';

@Resolver(() => AddIncidentNotePayload)
export class AddNoteResolver {
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
          addIncidentNote(inputWithActor, accountContext, previous?.isCertain ? previous.startedAt : undefined),
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
  @FieldResolver(() => Incident, { nullable: true, description: 'Incident of the note; read only if selected.' })
  async incident(
    @Root() { incidentId, accountContext }: AddIncidentNotePayload,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Incident | null> {
    if (incidentId === undefined || accountContext === undefined) return null;
    return loadIncident(incidentId, accountContext, getSelection(info));
  }
}
