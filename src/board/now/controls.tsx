import type { OpenIncident } from '../data/live-incidents.js';
import { useSearchParam } from '../ui/router.js';
import { FilterBar, useFilters } from './filter-bar.js';

/** What is shown, and how the board draws attention. It is folded, because the incidents come first. */
export function Controls({ incidents }: { readonly incidents: Iterable<OpenIncident> }) {
  const active = Object.values(useFilters()).filter((value) => value !== '').length;
  return (
    <details class="now-controls">
      <summary>Filters and sound{active > 0 && <strong> · {active} active</strong>}</summary>
      <div class="now-controls-content">
        <FilterBar incidents={incidents} />
        <div class="now-switches">
          <Switch name="count" label="Count in the title" />
          <Switch name="sound" label="Sound for urgent incidents" />
        </div>
      </div>
    </details>
  );
}

/** A choice that the address keeps. */
function Switch({ name, label }: { readonly name: string; readonly label: string }) {
  const [value, setValue] = useSearchParam(name);
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={value === 'on'}
        onChange={(event) => setValue(event.currentTarget.checked ? 'on' : '')}
      />
      {label}
    </label>
  );
}
