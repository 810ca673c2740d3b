import { useSession } from '../data/session.js';
import { useQuery } from '../data/use-query.js';
import { cloudflareNotificationsDocument, incidentCausesDocument } from '../generated/operations.js';
import { Badge } from '../ui/badge.js';
import { ErrorNotice } from '../ui/error-notice.js';
import { Panel } from '../ui/panel.js';
import { Link } from '../ui/router.js';
import { Time } from '../ui/time.js';
import { formatDetails } from './format-details.js';
import type { PartProps } from './incident-target.js';

interface CausesProps extends PartProps {
  readonly createdAt: string;
}

/** The Cloudflare alerts that reach the service of the incident. */
export function Causes(props: CausesProps) {
  const { can, viewer } = useSession();
  if (!can('DESTINATIONS_READ') || viewer.cloudflareAccounts.length === 0) return null;
  return (
    <Panel title="Cloudflare alerts for this service" aside={<Link to="/routes">Routes</Link>}>
      <Destinations {...props} />
    </Panel>
  );
}

function Destinations({ target, createdAt }: CausesProps) {
  const { data, error, isLoading, reload } = useQuery(incidentCausesDocument, target);
  const destinations = data?.incident?.service?.destinations;
  const policies = destinations?.flatMap((destination) => destination.policies ?? []) ?? [];
  return (
    <>
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!destinations && isLoading && <p class="hint">Reading Cloudflare…</p>}
      {destinations?.length === 0 && <p>No Cloudflare destination has the name of this service.</p>}
      {destinations && destinations.length > 0 && policies.length === 0 && <p>No Cloudflare policy notifies it.</p>}
      <ul class="incident-policies">
        {policies.map(({ id, name, alertType, enabled }) => (
          <li key={id}>
            <span dir="auto">{name ?? alertType}</span> <code>{alertType}</code>{' '}
            {enabled === false && <Badge tone="amber">disabled</Badge>}
          </li>
        ))}
      </ul>
      {destinations?.map((destination) => (
        <Sent key={destination.id} destination={destination} createdAt={createdAt} />
      ))}
    </>
  );
}

const HOUR_MS = 3_600_000;
const HOURS_BEFORE = 24;
const MAX_SHOWN = 10;

interface SentProps {
  readonly destination: {
    readonly cloudflareId: string;
    readonly name: string | null;
    readonly account: { readonly key: string };
  };
  readonly createdAt: string;
}

/** What Cloudflare sent to a destination in the day before the incident, newest first. */
function Sent({ destination: { cloudflareId, name, account }, createdAt }: SentProps) {
  const created = Date.parse(createdAt);
  const since = new Date(created - HOURS_BEFORE * HOUR_MS).toISOString();
  const until = new Date(created + HOUR_MS).toISOString();
  const { data, error, reload } = useQuery(cloudflareNotificationsDocument, { account: account.key, since, until });
  const sent = data?.cloudflareAccount?.notificationHistory?.nodes.filter(({ target }) => target === cloudflareId);
  if (error) return <ErrorNotice error={error} onRetry={reload} />;
  if (!sent) return null;
  if (sent.length === 0) {
    return (
      <p class="hint">
        Cloudflare sent nothing to {name} from {HOURS_BEFORE} h before the incident to 1 h after its start.
      </p>
    );
  }
  return (
    <ul class="incident-entries">
      {sent.slice(0, MAX_SHOWN).map((notification) => (
        <li key={notification.id}>
          <p>
            <strong dir="auto">{notification.name ?? notification.alertType}</strong>{' '}
            {notification.sentAt && <Time at={notification.sentAt} />}
          </p>
          <pre class="incident-details" dir="auto" tabIndex={0} aria-label="Content of the alert">
            {formatDetails(notification.body)}
          </pre>
        </li>
      ))}
    </ul>
  );
}
