import { useState } from 'preact/hooks';
import { useQuery } from '../data/use-query.js';
import { respondersDocument } from '../generated/operations.js';
import { ErrorNotice } from '../ui/error-notice.js';

interface PersonPickerProps {
  readonly account: string;
  readonly label: string;
  /** E-mail of the chosen person. */
  readonly value: string;
  readonly emptyLabel: string;
  readonly onChange: (email: string) => void;
}

/** Chooses a person of the account. */
export function PersonPicker({ account, label, value, emptyLabel, onChange }: PersonPickerProps) {
  const [name, setName] = useState('');
  const { data, error, reload } = useQuery(respondersDocument, { account, ...(name !== '' && { name }) });
  const people = data?.pagerDutyAccount?.users?.nodes.filter(({ email }) => email !== null) ?? [];
  const isMissing = value !== '' && !people.some(({ email }) => email === value);
  return (
    <div class="incident-picker">
      <NameFilter onChange={setName} />
      <label class="field">
        {label}
        <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
          <option value="">{emptyLabel}</option>
          {isMissing && <option value={value}>{value}</option>}
          {people.map(({ id, name: personName, email }) => (
            <option key={id} value={email ?? ''}>
              {personName} ({email})
            </option>
          ))}
        </select>
      </label>
      {error && <ErrorNotice error={error} onRetry={reload} />}
    </div>
  );
}

interface NameFilterProps {
  readonly onChange: (name: string) => void;
}

/** Searches when the person has finished typing, because each search is a request. */
export function NameFilter({ onChange }: NameFilterProps) {
  return (
    <label class="field">
      Part of the name
      <input type="search" maxLength={100} onChange={(event) => onChange(event.currentTarget.value.trim())} />
    </label>
  );
}
