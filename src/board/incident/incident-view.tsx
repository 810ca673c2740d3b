import { useMemo, useRef, useState } from 'preact/hooks';
import { useLive } from '../data/live.js';
import { useQuery } from '../data/use-query.js';
import { useReloadOn } from '../data/use-reload-on.js';
import { incidentDocument } from '../generated/operations.js';
import { ErrorNotice } from '../ui/error-notice.js';
import { Link, type ViewProps } from '../ui/router.js';
import { useTitle } from '../ui/use-title.js';
import { Actions } from './actions.js';
import { Alerts } from './alerts.js';
import { Causes } from './causes.js';
import { Changes } from './changes.js';
import { Facts } from './facts.js';
import { IncidentHeader } from './incident-header.js';
import { toTarget, type Incident, type PartProps } from './incident-target.js';
import { Notes } from './notes.js';
import { Timeline } from './timeline.js';

/** One incident: what it is, why it was paged, what happened, and what one can do. */
export function IncidentView({ account, subject }: ViewProps) {
  const target = useMemo(() => toTarget(account, subject), [account, subject]);
  const { data, error, isLoading, reload } = useQuery(incidentDocument, target);
  const revision = useRevision(subject);
  useReloadOn(revision.value, reload);
  const incident = useKnownIncident(target, data?.incident, error !== undefined);
  useTitle(incident ? `#${incident.number} ${incident.title}` : `Incident ${subject}`);

  if (!incident) {
    return (
      <>
        <h1>Incident {subject}</h1>
        {error && <ErrorNotice error={error} onRetry={reload} />}
        {!error && <p>{isLoading ? 'Reading the incident…' : 'PagerDuty has no such incident.'}</p>}
        <p>
          <Link to="/">All open incidents</Link>
        </p>
      </>
    );
  }
  return (
    <>
      <IncidentHeader incident={incident} />
      {error && <ErrorNotice error={error} onRetry={reload} />}
      <Columns incident={incident} target={target} revision={revision.value} onResult={revision.advance} />
    </>
  );
}

interface ColumnsProps extends PartProps {
  readonly incident: Incident;
  /** Called after each change that was sent from here. */
  readonly onResult: () => void;
}

function Columns({ incident, onResult, ...part }: ColumnsProps) {
  return (
    <div class="incident-columns">
      <div class="incident-column">
        <Actions key={incident.id} incident={incident} onResult={onResult} />
        <Alerts {...part} details={incident.details} />
        <Changes target={part.target} />
        <Causes {...part} createdAt={incident.createdAt} />
        <Facts incident={incident} />
      </div>
      <div class="incident-column">
        <Notes {...part} />
        <Timeline {...part} />
      </div>
    </div>
  );
}

/** Keeps what was read before while a read fails, and with it what became of the last change. */
function useKnownIncident(target: object, read: Incident | null | undefined, hasFailed: boolean) {
  const known = useRef<{ readonly target: object; readonly incident: Incident }>(undefined);
  if (read) known.current = { target, incident: read };
  return !read && hasFailed && known.current?.target === target ? known.current.incident : read;
}

/** Changes after each change that was sent from here, and after each one that the live list reports. */
function useRevision(subject: string) {
  const { incidents } = useLive();
  const [own, setOwn] = useState(0);
  const listed = [...(incidents?.values() ?? [])].find(({ number }) => String(number) === subject);
  const value = useMemo(() => ({}), [listed, own]);
  return { value, advance: () => setOwn((last) => last + 1) };
}
