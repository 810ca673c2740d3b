import { useMemo } from 'preact/hooks';
import { useLive } from '../data/live.js';
import { ErrorNotice } from '../ui/error-notice.js';
import { useSearchParam } from '../ui/router.js';
import { useTitle } from '../ui/use-title.js';
import { Announcement } from './announcement.js';
import { Controls } from './controls.js';
import { useFilters } from './filter-bar.js';
import { IncidentList } from './incident-list.js';
import { OutboxPanel } from './outbox-panel.js';
import { matchesFilters, selectIncidents } from './select-incidents.js';
import { countUnacknowledged, Summary } from './summary.js';
import { useChime } from './use-chime.js';

/** The open incidents, in the order of attention. */
export function NowView({ account }: { readonly account: string | undefined }) {
  const { incidents, totalCount, appeared, connection, partialError, reconnect } = useLive();
  const filters = useFilters();
  const [count] = useSearchParam('count');
  const [sound] = useSearchParam('sound');
  const chime = useChime(sound === 'on');
  const key = JSON.stringify(filters);
  const shown = useMemo(() => selectIncidents(incidents?.values() ?? [], filters), [incidents, key]);
  const fresh = useMemo(() => appeared.filter((one) => matchesFilters(one, filters)), [appeared, key]);
  const isCounted = count === 'on' && incidents !== undefined;
  useTitle(isCounted ? `(${countUnacknowledged(shown)}) Now` : 'Now');

  return (
    <>
      <h1 class="only-heard">Now</h1>
      {!incidents && connection.error && <ErrorNotice error={connection.error} onRetry={reconnect} />}
      {!incidents && !connection.error && <p>Reading the open incidents…</p>}
      <OutboxPanel account={account} />
      {partialError && <ErrorNotice error={partialError} />}
      {incidents && (
        <>
          <Summary incidents={shown} />
          <Controls incidents={incidents.values()} />
          <Announcement appeared={fresh} chime={chime} />
          <IncidentList incidents={shown} known={incidents.size} totalCount={totalCount} />
        </>
      )}
    </>
  );
}
