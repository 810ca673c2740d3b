import { Button } from '../ui/button.js';
import { type DestinationNode, isAttached, type PolicyNode } from './route-nodes.js';
import { visibleName } from './visible-name.js';

interface AttachmentFormProps {
  readonly policies: readonly PolicyNode[];
  readonly destinations: readonly DestinationNode[];
  /** What is chosen. */
  readonly policy: PolicyNode | undefined;
  readonly destination: DestinationNode | undefined;
  /** Whether the effect of the choice is read or written: nothing else can be chosen meanwhile. */
  readonly isBusy: boolean;
  readonly isReading: boolean;
  /** Receives the global id that was chosen. */
  readonly onChoose: (id: { readonly policy: string } | { readonly destination: string }) => void;
  readonly onPreview: () => void;
}

/** Which policy and which destination. Whether to attach or to detach follows from what the policy has. */
export function AttachmentForm(props: AttachmentFormProps) {
  const { policies, destinations, policy, destination, isBusy, isReading, onChoose, onPreview } = props;
  return (
    <form
      class="routes-confirm"
      onSubmit={(event) => {
        event.preventDefault();
        if (policy && destination && !isBusy) onPreview();
      }}
    >
      <Choice
        label="Policy"
        entries={policies}
        chosen={policy}
        isBusy={isBusy}
        describe={({ name, id }) => visibleName(name, id)}
        onChoose={(id) => onChoose({ policy: id })}
      />
      <Choice
        label="Destination"
        entries={destinations}
        chosen={destination}
        isBusy={isBusy}
        describe={(one) => visibleName(one.name, one.id) + (policy && isAttached(policy, one) ? ' (attached)' : '')}
        onChoose={(id) => onChoose({ destination: id })}
      />
      <Button type="submit" busy={isBusy}>
        {isReading ? 'Reading…' : 'Show what would change'}
      </Button>
    </form>
  );
}

interface ChoiceProps<T> {
  readonly label: string;
  readonly entries: readonly T[];
  readonly chosen: T | undefined;
  readonly isBusy: boolean;
  readonly describe: (entry: T) => string;
  readonly onChoose: (id: string) => void;
}

function Choice<T extends { readonly id: string }>(props: ChoiceProps<T>) {
  const { label, entries, chosen, isBusy, describe, onChoose } = props;
  return (
    <label class="field">
      <span>{label}</span>
      <select
        required
        disabled={isBusy}
        value={chosen?.id ?? ''}
        onChange={({ currentTarget }) => onChoose(currentTarget.value)}
      >
        <option value="">Choose…</option>
        {entries.map((entry) => (
          <option key={entry.id} value={entry.id}>
            {describe(entry)}
          </option>
        ))}
      </select>
    </label>
  );
}
