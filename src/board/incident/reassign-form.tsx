import { useState } from 'preact/hooks';
import { useMutation } from '../data/use-mutation.js';
import { useQuery } from '../data/use-query.js';
import { reassignIncidentDocument, respondersDocument, type AssignmentTarget } from '../generated/operations.js';
import { Button } from '../ui/button.js';
import { ErrorNotice } from '../ui/error-notice.js';
import { listNames, toChangeResult } from './change-result.js';
import type { FormProps } from './form-props.js';
import { NameFilter } from './person-picker.js';

export function ReassignForm({ incident, input, onResult }: FormProps) {
  const { run, state } = useMutation(reassignIncidentDocument);
  const [choice, setChoice] = useState('');
  const reassign = async (event: Event) => {
    event.preventDefault();
    if (state.status === 'pending' || choice === '') return;
    const result = await run({ input: { ...input, to: toAssignment(choice) } });
    onResult(
      toChangeResult(
        result,
        (data) => data.reassignIncident,
        (payload) => `It is now assigned to ${listNames(payload.incident?.assignees ?? [])}, who will be notified.`,
      ),
    );
  };
  const levels = new Set(incident.escalationPolicy?.onCall?.map(({ level }) => level));
  return (
    <form class="incident-form" onSubmit={(event) => void reassign(event)}>
      <Choices account={input.account} levels={[...levels]} value={choice} onChange={setChoice} />
      <p class="hint">The present assignees lose it. Assigned to a person, it does not escalate by itself.</p>
      <Button kind="primary" type="submit" busy={state.status === 'pending'}>
        {state.status === 'pending' ? 'Assigning…' : 'Assign and notify'}
      </Button>
    </form>
  );
}

/** The value of an option is its kind and what it names. */
function toAssignment(choice: string): AssignmentTarget {
  const [kind] = choice.split(' ', 1);
  const value = choice.slice(choice.indexOf(' ') + 1);
  if (kind === 'level') return { escalationLevel: Number(value) };
  return kind === 'policy' ? { escalationPolicy: { id: value } } : { users: [{ id: value }] };
}

interface ChoicesProps {
  readonly account: string;
  readonly levels: readonly number[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Choices({ account, levels, value, onChange }: ChoicesProps) {
  const [name, setName] = useState('');
  const { data, error, reload } = useQuery(respondersDocument, { account, ...(name !== '' && { name }) });
  const responders = data?.pagerDutyAccount;
  return (
    <div class="incident-picker">
      <NameFilter onChange={setName} />
      <label class="field">
        Assign to
        <select required value={value} onChange={(event) => onChange(event.currentTarget.value)}>
          <option value="">Choose…</option>
          <Group
            label="Levels of its policy"
            kind="level"
            entries={levels.map((level) => [`${level}`, `Level ${level}`])}
          />
          <Group label="People" kind="user" entries={toEntries(responders?.users?.nodes)} />
          <Group label="Escalation policies" kind="policy" entries={toEntries(responders?.escalationPolicies?.nodes)} />
        </select>
      </label>
      {error && <ErrorNotice error={error} onRetry={reload} />}
    </div>
  );
}

type Entries = readonly (readonly [value: string, label: string])[];

const toEntries = (objects: readonly { readonly id: string; readonly name: string | null }[] = []): Entries =>
  objects.map(({ id, name }) => [id, name ?? id]);

function Group({ label, kind, entries }: { readonly label: string; readonly kind: string; readonly entries: Entries }) {
  if (entries.length === 0) return null;
  return (
    <optgroup label={label}>
      {entries.map(([value, text]) => (
        <option key={value} value={`${kind} ${value}`}>
          {text}
        </option>
      ))}
    </optgroup>
  );
}
