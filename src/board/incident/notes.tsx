import { useQuery } from '../data/use-query.js';
import { useReloadOn } from '../data/use-reload-on.js';
import { incidentNotesDocument } from '../generated/operations.js';
import { ErrorNotice } from '../ui/error-notice.js';
import { Panel } from '../ui/panel.js';
import { Time } from '../ui/time.js';
import type { PartProps } from './incident-target.js';

/** The live list reports no notes. */
const POLL_MS = 30_000;

/** What people wrote. */
export function Notes({ target, revision }: PartProps) {
  const { data, error, isLoading, reload } = useQuery(incidentNotesDocument, target, { pollMs: POLL_MS });
  useReloadOn(revision, reload);
  const notes = data?.incident?.notes;
  return (
    <Panel title="Notes">
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!notes && isLoading && <p class="hint">Reading the notes…</p>}
      {notes?.length === 0 && <p class="hint">No notes yet.</p>}
      <ul class="incident-entries">
        {notes?.map(({ id, content, createdAt, author }) => (
          <li key={id}>
            <p class="incident-note" dir="auto">
              {content}
            </p>
            <p class="hint">
              <span dir="auto">{author?.name ?? 'somebody'}</span>, <Time at={createdAt} />
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
