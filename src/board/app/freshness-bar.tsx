import { useEffect, useState } from 'preact/hooks';
import { useLive } from '../data/live.js';
import type { LiveIncidents } from '../data/live-incidents.js';
import { useSession } from '../data/session.js';
import { useQuery } from '../data/use-query.js';
import { freshnessDocument } from '../generated/operations.js';
import { Button } from '../ui/button.js';
import { formatDuration } from '../ui/durations.js';
import { ErrorNotice } from '../ui/error-notice.js';
import { useRouter } from '../ui/router.js';
import { Time } from '../ui/time.js';
import { useNow } from '../ui/use-now.js';

const POLL_MS = 15_000;
/** A feed that has just started knows its source after its first read. */
const STARTING_POLL_MS = 1_000;

interface FreshnessProps {
  readonly account: string | undefined;
}

/** How old what is shown may be, and why. */
export function FreshnessBar(props: FreshnessProps) {
  if (useSession().can('INCIDENTS_READ')) return <Freshness {...props} />;
  return <p class="freshness">○ No live list</p>;
}

function Freshness({ account }: FreshnessProps) {
  const live = useLive();
  const [isStarting, setStarting] = useState(true);
  const pollMs = isStarting ? STARTING_POLL_MS : POLL_MS;
  const { data } = useQuery(freshnessDocument, account === undefined ? {} : { account }, { pollMs });
  const status = data?.pagerDutyAccount?.live ?? live.live;
  const { connection } = live;
  useEffect(() => setStarting(status?.source !== 'POLL' && status?.source !== 'WEBHOOK'), [status?.source]);
  if (connection.state === 'disconnected') return <Disconnected {...live} />;
  if (connection.state === 'connecting' || !status) return <p class="freshness">○ Connecting…</p>;
  if (status.failingSince !== null) return <Unread since={status.failingSince} />;
  if (status.source === null) return <p class="freshness">○ Starting…</p>;
  return (
    <p class="freshness freshness-live">
      <span aria-hidden="true">● </span>
      {describeSource(status)}
      {status.lastEventAt && (
        <span class="freshness-last">
          {' · last event '}
          <Time at={status.lastEventAt} />
        </span>
      )}
    </p>
  );
}

function describeSource({ source, maxLagSeconds }: NonNullable<LiveIncidents['live']>): string {
  const lag = maxLagSeconds === null ? '' : `, at most ${maxLagSeconds} s behind`;
  return source === 'WEBHOOK' ? 'Live by webhooks' : `Live by polling${lag}`;
}

/** The gateway cannot read PagerDuty, so that what it sends may be old. */
function Unread({ since }: { readonly since: string }) {
  return (
    <div class="freshness freshness-lost">
      <p role="status">
        <span aria-hidden="true">▲ </span>
        Not live: PagerDuty cannot be read since <Time at={since} as="clock" />
      </p>
    </div>
  );
}

function Disconnected({ connection: { since, error }, incidents, reconnect }: ReturnType<typeof useLive>) {
  const now = useNow(1000);
  const { path } = useRouter();
  // Without a list, Now shows the error in its place.
  const isShownByView = path === '/' && !incidents;
  return (
    <div class="freshness freshness-lost">
      <p role="status">
        <span aria-hidden="true">▲ </span>
        Disconnected since <Time at={new Date(since).toISOString()} as="clock" />
      </p>
      {incidents && <p>What is shown is {formatDuration(now - since)} old.</p>}
      <Button onClick={reconnect}>Connect now</Button>
      {error && error.code !== 'NETWORK' && !isShownByView && <ErrorNotice error={error} />}
    </div>
  );
}
