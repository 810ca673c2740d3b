import type { OpenIncident } from '../data/live-incidents.js';
import { Button } from '../ui/button.js';
import { useRouter, useSearchParam } from '../ui/router.js';
import type { Filters } from './select-incidents.js';

interface Option {
  readonly value: string;
  readonly label: string;
}

const URGENCIES: readonly Option[] = [
  { value: 'HIGH', label: 'High' },
  { value: 'LOW', label: 'Low' },
];
const STATUSES: readonly Option[] = [
  { value: 'TRIGGERED', label: 'Not acknowledged' },
  { value: 'ACKNOWLEDGED', label: 'Acknowledged' },
];

const FILTERS = ['service', 'urgency', 'status', 'team'];

/** The filters that the address names. */
export function useFilters(): Filters {
  const { search } = useRouter();
  const read = (name: string) => search.get(name) ?? '';
  return { service: read('service'), urgency: read('urgency'), status: read('status'), team: read('team') };
}

/** The filters. They are in the address, so that a wall screen or a colleague can open the same list. */
export function FilterBar({ incidents }: { readonly incidents: Iterable<OpenIncident> }) {
  const { search, navigate } = useRouter();
  const all = [...incidents];
  const hasFilter = FILTERS.some((name) => search.has(name));
  const showAll = () => {
    const others = [...search].filter(([name]) => !FILTERS.includes(name));
    navigate(`/?${new URLSearchParams(others).toString()}`, { replace: true });
  };
  return (
    <form class="now-filters" aria-label="Filters" onSubmit={(event) => event.preventDefault()}>
      <Filter name="urgency" label="Urgency" options={URGENCIES} />
      <Filter name="status" label="Status" options={STATUSES} />
      <Filter name="service" label="Service" options={toOptions(all.map(({ service }) => service))} />
      <Filter name="team" label="Team" options={toOptions(all.flatMap(({ teams }) => teams))} />
      {hasFilter && <Button onClick={showAll}>Show all</Button>}
    </form>
  );
}

/** One option per object, by name. */
function toOptions(objects: readonly ({ readonly id: string; readonly name: string | null } | null)[]): Option[] {
  const names = new Map(objects.flatMap((one) => (one ? [[one.id, one.name ?? one.id] as const] : [])));
  return [...names].map(([value, label]) => ({ value, label })).toSorted((a, b) => a.label.localeCompare(b.label));
}

interface FilterProps {
  readonly name: string;
  readonly label: string;
  readonly options: readonly Option[];
}

function Filter({ name, label, options }: FilterProps) {
  const [value, setValue] = useSearchParam(name);
  // A filter from a link stays selectable, also while nothing matches it.
  const isMissing = value !== '' && !options.some((option) => option.value === value);
  return (
    <label class="now-filter">
      {label}
      <select value={value} onChange={(event) => setValue(event.currentTarget.value)}>
        <option value="">All</option>
        {isMissing && <option value={value}>{value.split('/').at(-1)}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}
