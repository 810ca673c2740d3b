import { useSearchParam } from '../ui/router.js';
import type { RouteFilter } from './filter-route-map.js';

interface RouteSettings extends RouteFilter {
  readonly isList: boolean;
}

/** What the address of the view sets. */
export function useRouteSettings(): RouteSettings {
  const [gaps] = useSearchParam('gaps');
  const [search] = useSearchParam('q');
  const [form] = useSearchParam('as');
  return { onlyGaps: gaps === 'only', search, isList: form === 'list' };
}

interface RouteFilterFormProps {
  readonly settings: RouteSettings;
  /** Whether the screen has room for the drawing. */
  readonly isWide: boolean;
}

/** The fields that change the settings, and with them the address. */
export function RouteFilterForm({ settings: { onlyGaps, search, isList }, isWide }: RouteFilterFormProps) {
  const [, setGaps] = useSearchParam('gaps');
  const [, setSearch] = useSearchParam('q');
  const [, setForm] = useSearchParam('as');
  return (
    <form class="routes-filter" role="search" onSubmit={(event) => event.preventDefault()}>
      <label class="field">
        Search
        <input
          type="search"
          value={search}
          placeholder="Policy, service or person"
          onInput={(event) => setSearch(event.currentTarget.value)}
        />
      </label>
      <Check label="Only gaps" isChecked={onlyGaps} onChange={(value) => setGaps(value ? 'only' : '')} />
      {isWide && <Check label="As a list" isChecked={isList} onChange={(value) => setForm(value ? 'list' : '')} />}
    </form>
  );
}

interface CheckProps {
  readonly label: string;
  readonly isChecked: boolean;
  readonly onChange: (value: boolean) => void;
}

function Check({ label, isChecked, onChange }: CheckProps) {
  return (
    <label class="check">
      <input type="checkbox" checked={isChecked} onChange={(event) => onChange(event.currentTarget.checked)} />
      {label}
    </label>
  );
}
