import type { OpenIncident } from '../data/live-incidents.js';
import { IncidentRow } from './incident-row.js';
import { useShifts } from './use-shifts.js';

interface IncidentListProps {
  /** What the filters leave, in order. */
  readonly incidents: readonly OpenIncident[];
  /** Number of incidents that the board has. */
  readonly known: number;
  /** Number of incidents that are open. */
  readonly totalCount: number;
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/**
 * The list. All rows are in the page, so that searching in it works. `test/browser/board-load.test.ts` measured that
 * leaving out those beside the screen makes scrolling slower.
 */
export function IncidentList({ incidents, known, totalCount }: IncidentListProps) {
  const shifts = useShifts(incidents);
  if (incidents.length === 0) return <Nothing hidden={totalCount} />;
  return (
    <>
      {totalCount > known && (
        <p class="hint">
          The newest {known} of {totalCount} open incidents are shown.
        </p>
      )}
      <h2 class="only-heard">Open incidents</h2>
      <ul class="now-list" onKeyDown={moveFocus}>
        {incidents.map((incident) => (
          <IncidentRow key={incident.id} incident={incident} shifts={shifts.get(incident.escalationPolicy?.id ?? '')} />
        ))}
      </ul>
    </>
  );
}

function Nothing({ hidden }: { readonly hidden: number }) {
  return (
    <div class={`now-nothing ${hidden > 0 ? '' : 'now-calm'}`}>
      {hidden === 0 && <p aria-hidden="true">✓</p>}
      <h2>{hidden === 0 ? 'No incident is open.' : `The filters hide every open incident (${hidden}).`}</h2>
    </div>
  );
}

/** The arrow keys go from row to row; Tab works as everywhere. */
function moveFocus(event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void {
  const step = STEPS[event.key];
  if (step === undefined) return;
  const links = [...event.currentTarget.querySelectorAll('a')];
  const next = links[links.indexOf(document.activeElement as HTMLAnchorElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
