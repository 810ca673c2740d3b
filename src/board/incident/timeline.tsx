import { useState } from 'preact/hooks';
import { useQuery } from '../data/use-query.js';
import { useReloadOn } from '../data/use-reload-on.js';
import { incidentTimelineDocument } from '../generated/operations.js';
import { Button } from '../ui/button.js';
import { ErrorNotice } from '../ui/error-notice.js';
import { Panel } from '../ui/panel.js';
import { Time } from '../ui/time.js';
import type { PartProps } from './incident-target.js';

const POLL_MS = 30_000;

/** What happened, newest first. */
export function Timeline(part: PartProps) {
  return (
    <Panel title="Timeline">
      <TimelinePage {...part} />
    </Panel>
  );
}

interface TimelinePageProps extends PartProps {
  readonly after?: string;
}

/** One page, and the later ones once they are requested. */
function TimelinePage({ target, revision, after }: TimelinePageProps) {
  const [isContinued, setContinued] = useState(false);
  const variables = { ...target, ...(after !== undefined && { after }) };
  const options = after === undefined ? { pollMs: POLL_MS } : {};
  const { data, error, isLoading, reload } = useQuery(incidentTimelineDocument, variables, options);
  useReloadOn(revision, reload);
  const timeline = data?.incident?.timeline;
  const next = timeline?.pageInfo.hasNextPage ? timeline.pageInfo.endCursor : null;
  return (
    <>
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!timeline && isLoading && <p class="hint">Reading the timeline…</p>}
      <ol class="incident-timeline">
        {timeline?.nodes.map(({ id, kind, summary, createdAt, agent }) => (
          <li key={id}>
            <Time at={createdAt} />
            <span dir="auto">
              {summary ?? kind}
              {agent?.name && <span class="hint"> · {agent.name}</span>}
            </span>
          </li>
        ))}
      </ol>
      {next && isContinued && <TimelinePage target={target} revision={revision} after={next} />}
      {next && !isContinued && <Button onClick={() => setContinued(true)}>Show earlier entries</Button>}
    </>
  );
}
