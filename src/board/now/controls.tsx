import { useState } from 'preact/hooks';
import type { OpenIncident } from '../data/live-incidents.js';
import { useSearchParam } from '../ui/router.js';
import { FilterBar } from './filter-bar.js';

/** On a phone, the incidents come first and the controls are folded. */
const isWide = matchMedia('(min-width: 861px)').matches;

/** What is shown, and how the board draws attention. */
export function Controls({ incidents }: { readonly incidents: Iterable<OpenIncident> }) {
  const [isOpen, setOpen] = useState(isWide);
  return (
    <details class="now-controls" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Filters and sound</summary>
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
