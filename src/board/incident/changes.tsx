import { useQuery } from '../data/use-query.js';
import { incidentChangesDocument } from '../generated/operations.js';
import { formatDuration } from '../ui/durations.js';
import { ErrorNotice } from '../ui/error-notice.js';
import { Panel } from '../ui/panel.js';
import type { PartProps } from './incident-target.js';

/** What changed around the incident; the newest change first. */
export function Changes({ target }: Pick<PartProps, 'target'>) {
  const { data, error, isLoading, reload } = useQuery(incidentChangesDocument, target);
  const changes = data?.incident?.changeEvents;
  return (
    <Panel title="What changed">
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!changes && isLoading && <p class="hint">Reading the changes…</p>}
      {changes?.unavailableReason && <p class="hint">{changes.unavailableReason}</p>}
      {changes?.entries?.length === 0 && <p>No tool reported a change that PagerDuty relates to it.</p>}
      <ul class="incident-entries">
        {changes?.entries?.map(({ secondsBeforeIncident, changeEvent: { id, summary, source } }) => (
          <li key={id}>
            <p>
              <strong dir="auto">{summary ?? 'Change without a summary'}</strong>
            </p>
            <p class="hint">
              {formatDistance(secondsBeforeIncident)}
              {source && <span dir="auto"> · {source}</span>}
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function formatDistance(secondsBefore: number): string {
  const distance = formatDuration(Math.abs(secondsBefore) * 1000);
  return secondsBefore >= 0 ? `${distance} before` : `${distance} after the start`;
}
