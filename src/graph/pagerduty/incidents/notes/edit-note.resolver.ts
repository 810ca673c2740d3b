import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { resolveAccount } from '../../../core/accounts/resolve-account.js';
import { withActor } from '../../../core/auth/actor.js';
import { Requires } from '../../../core/auth/requires-scope.js';
import type { Context } from '../../../core/context.js';
import { toPagerDutyGlobalId } from '../../../core/ids/global-id.js';
import { runMutation } from '../../../core/mutations/run-mutation.js';
import { getSelection } from '../../../core/selection/selection.js';
import { deleteNote, updateNote } from './edit-note.js';
import { DeleteIncidentNoteInput, UpdateIncidentNoteInput } from './edit-note.input.js';
import { DeleteIncidentNotePayload, UpdateIncidentNotePayload } from './edit-note.type.js';
import { readBackNote } from './note-read-back.js';

@Resolver()
export class EditNoteResolver {
  @Requires('INCIDENTS_WRITE')
  @Mutation(() => UpdateIncidentNotePayload, {
    nullable: true,
    description: 'Change the text of a note. Its author stays.',
  })
  updateIncidentNote(
    @Ctx() { pagerduty, requestScope }: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('input', () => UpdateIncidentNoteInput, { description: 'Note, its incident and its new text.' })
    input: UpdateIncidentNoteInput,
  ): Promise<UpdateIncidentNotePayload> {
    return runMutation(requestScope, { changed: false, note: null }, async () => {
      const accountContext = resolveAccount(pagerduty, input.account, input, ['input']);
      const { note, incidentId, changed } = await withActor(input, accountContext, (inputWithActor) =>
        updateNote(inputWithActor, accountContext),
      );
      return { changed, note: await readBackNote(note, incidentId, accountContext, getSelection(info).at('note')) };
    });
  }

  @Requires('INCIDENTS_WRITE')
  @Mutation(() => DeleteIncidentNotePayload, {
    nullable: true,
    description: 'Delete a note. Its entry in the log of the incident stays.',
  })
  deleteIncidentNote(
    @Ctx() { pagerduty, requestScope }: Context,
    @Arg('input', () => DeleteIncidentNoteInput, { description: 'Note and its incident.' })
    input: DeleteIncidentNoteInput,
  ): Promise<DeleteIncidentNotePayload> {
    return runMutation(requestScope, { deletedId: null }, async () => {
      const accountContext = resolveAccount(pagerduty, input.account, input, ['input']);
      const noteId = await deleteNote(input, accountContext);
      return { deletedId: toPagerDutyGlobalId(accountContext.key, 'IncidentNote', noteId) };
    });
  }
}
