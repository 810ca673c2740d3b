import { useState } from 'preact/hooks';
import { useMutation } from '../data/use-mutation.js';
import { resolveIncidentDocument } from '../generated/operations.js';
import { Button } from '../ui/button.js';
import { toChangeResult } from './change-result.js';
import type { FormProps } from './form-props.js';
import { NoteField } from './note-field.js';

export function ResolveForm({ input, onResult }: FormProps) {
  const { run, state } = useMutation(resolveIncidentDocument);
  const [note, setNote] = useState('');
  const resolve = async (event: Event) => {
    event.preventDefault();
    if (state.status === 'pending') return;
    const text = note.trim();
    const result = await run({ input: { ...input, ...(text !== '' && { note: text }) } });
    onResult(
      toChangeResult(
        result,
        (data) => data.resolveIncident,
        (payload) => {
          if (!payload.changed) return `It was already resolved.${payload.note ? ' Your note was added.' : ''}`;
          return payload.note ? 'The incident is resolved, with your note.' : 'The incident is resolved.';
        },
      ),
    );
  };
  return (
    <form class="incident-form" onSubmit={(event) => void resolve(event)}>
      <NoteField label="Note that everybody sees (optional)" value={note} onChange={setNote} />
      <Button kind="primary" type="submit" busy={state.status === 'pending'}>
        {state.status === 'pending' ? 'Resolving…' : 'Resolve the incident'}
      </Button>
    </form>
  );
}
