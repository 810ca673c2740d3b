import { useLive } from '../data/live.js';
import type { LiveIncidents } from '../data/live-incidents.js';
import { useQuery } from '../data/use-query.js';
import { freshnessDocument } from '../generated/operations.js';
import { Button } from '../ui/button.js';
import { formatDuration } from '../ui/durations.js';
import { ErrorNotice } from '../ui/error-notice.js';
import { Time } from '../ui/time.js';
import { useNow } from '../ui/use-now.js';

const POLL_MS = 15_000;

/** How old what is shown may be, and why. */
export function FreshnessBar({ account }: { readonly account: string | undefined }) {
  const live = useLive();
  const { data } = useQuery(freshnessDocument, account === undefined ? {} : { account }, { pollMs: POLL_MS });
  const status = data?.pagerDutyAccount?.live ?? live.live;
  const { connection } = live;
  if (connection.state === 'disconnected') return <Disconnected {...live} />;
  if (connection.state === 'connecting' || !status) return <p class="freshness">○ Connecting…</p>;
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
  const lag = maxLagSeconds === null ? '' : ` every ${maxLagSeconds} s`;
  if (source === 'WEBHOOK') return 'Live by webhooks';
  return source === 'POLL' ? `Live by polling${lag}` : 'Live, starting';
}

function Disconnected({ connection: { since, error }, reconnect }: ReturnType<typeof useLive>) {
  const now = useNow(1000);
  return (
    <div class="freshness freshness-lost">
      <p role="status">
        <span aria-hidden="true">▲ </span>
        Disconnected since <Time at={new Date(since).toISOString()} as="clock" />
      </p>
      <p>
        for {formatDuration(now - since)}; what is shown is that old. <Button onClick={reconnect}>Connect now</Button>
      </p>
      {error && error.code !== 'NETWORK' && <ErrorNotice error={error} />}
    </div>
  );
}
