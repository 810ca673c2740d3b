import { useMemo, useState } from 'preact/hooks';
import { useMutation } from '../data/use-mutation.js';
import { addIncidentNoteDocument } from '../generated/operations.js';
import { Button } from '../ui/button.js';
import { toChangeResult } from './change-result.js';
import type { FormProps } from './form-props.js';
import { NoteField } from './note-field.js';

/** `crypto.randomUUID` exists with HTTPS only. */
const createKey = () => crypto.getRandomValues(new Uint32Array(4)).join('-');

/** The same text has the same key, so that a second press after a lost response adds no second note. */
export function NoteForm({ input, onResult }: FormProps) {
  const { run, state } = useMutation(addIncidentNoteDocument);
  const [content, setContent] = useState('');
  const idempotencyKey = useMemo(createKey, [content, input.actor]);
  const add = async (event: Event) => {
    event.preventDefault();
    if (state.status === 'pending' || content.trim() === '') return;
    const result = await run({ input: { ...input, content: content.trim(), idempotencyKey } });
    onResult(
      toChangeResult(
        result,
        (data) => data.addIncidentNote,
        ({ note }) => `The note was added in the name of ${note?.author?.name ?? 'an unknown person'}.`,
      ),
    );
  };
  return (
    <form class="incident-form" onSubmit={(event) => void add(event)}>
      <NoteField label="Note that everybody sees" value={content} onChange={setContent} isRequired />
      <Button kind="primary" type="submit" busy={state.status === 'pending'}>
        {state.status === 'pending' ? 'Adding…' : 'Add the note'}
      </Button>
    </form>
  );
}
