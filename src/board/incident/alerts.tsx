import { useQuery } from '../data/use-query.js';
import { useReloadOn } from '../data/use-reload-on.js';
import { incidentAlertsDocument } from '../generated/operations.js';
import { Badge } from '../ui/badge.js';
import { ErrorNotice } from '../ui/error-notice.js';
import { Panel } from '../ui/panel.js';
import { Time } from '../ui/time.js';
import { formatDetails } from './format-details.js';
import type { PartProps } from './incident-target.js';

interface AlertsProps extends PartProps {
  /** The body of the incident. */
  readonly details: string | null;
}

/** Why it was paged: the body of the incident and what the monitors sent. */
export function Alerts({ target, revision, details }: AlertsProps) {
  const { data, error, isLoading, reload } = useQuery(incidentAlertsDocument, target);
  useReloadOn(revision, reload);
  const alerts = data?.incident?.alerts;
  return (
    <Panel
      title="Why it was paged"
      aside={alerts?.totalCount ? <span class="hint">{countAlerts(alerts.totalCount)}</span> : undefined}
    >
      {details && <Details value={details} />}
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!alerts && isLoading && <p class="hint">Reading the alerts…</p>}
      {alerts && alerts.nodes.length === 0 && !details && <p>No alert and no text: a person triggered it.</p>}
      <ul class="incident-entries">
        {alerts?.nodes.map((alert) => (
          <li key={alert.id}>
            <p>
              {alert.severity && <Badge tone={toTone(alert.severity)}>{alert.severity.toLowerCase()}</Badge>}{' '}
              <strong dir="auto">{alert.summary ?? 'Alert without a summary'}</strong>
            </p>
            <p class="hint">
              {alert.status === 'RESOLVED' ? 'gone' : 'still there'} · <Time at={alert.createdAt} />
            </p>
            <Details value={alert.details} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

const countAlerts = (count: number) => (count === 1 ? '1 alert' : `${count} alerts`);

const toTone = (severity: string) => (severity === 'CRITICAL' || severity === 'ERROR' ? 'red' : 'amber');

function Details({ value }: { readonly value: unknown }) {
  const text = formatDetails(value);
  if (text === '') return null;
  return (
    <pre class="incident-details" dir="auto" tabIndex={0} aria-label="Details">
      {text}
    </pre>
  );
}
