import { useQuery } from '../data/use-query.js';
import { outboxDocument, type OutboxQuery } from '../generated/operations.js';
import { Badge } from '../ui/badge.js';
import { Panel } from '../ui/panel.js';
import { Time } from '../ui/time.js';

const POLL_MS = 15_000;

type QueuedTrigger = NonNullable<NonNullable<OutboxQuery['pagerDutyAccount']>['outbox']>['queuedTriggers'][number];

/** What waits until PagerDuty is available: nobody was paged for it. Nothing is shown while nothing waits. */
export function OutboxPanel({ account }: { readonly account: string | undefined }) {
  const { data, error } = useQuery(outboxDocument, account === undefined ? {} : { account }, { pollMs: POLL_MS });
  const outbox = data?.pagerDutyAccount?.outbox;
  if (error && !outbox) return <p class="outbox-note">? What waits for PagerDuty could not be read.</p>;
  if (!outbox || outbox.waiting === 0) return null;
  const { waiting, queuedTriggers } = outbox;
  return (
    <Panel title="Waiting for PagerDuty" aside={<Badge tone="amber">{waiting}</Badge>}>
      <p class="outbox-note">PagerDuty did not take these yet. The gateway delivers them when it is available.</p>
      <ul class="outbox-list">
        {queuedTriggers.map((queued) => (
          <Row key={queued.id} queued={queued} />
        ))}
      </ul>
      {waiting > queuedTriggers.length && <p class="outbox-note">and {waiting - queuedTriggers.length} more</p>}
    </Panel>
  );
}

const ACTIONS = { TRIGGER: 'Trigger', ACKNOWLEDGE: 'Acknowledge', RESOLVE: 'Resolve' };

function Row({ queued }: { readonly queued: QueuedTrigger }) {
  const { action, dedupKey, title, mayHaveBeenSent, queuedAt, expiresAt } = queued;
  return (
    <li>
      <p>
        <Badge tone="neutral">{ACTIONS[action]}</Badge> <bdi>{title ?? dedupKey}</bdi>
      </p>
      <p class="outbox-note">
        queued <Time at={queuedAt} />, expires <Time at={expiresAt} as="clock" />
        {mayHaveBeenSent ? ', may have reached PagerDuty' : ', not sent yet'}
        {title !== null && (
          <>
            {', key '}
            <bdi>{dedupKey}</bdi>
          </>
        )}
      </p>
    </li>
  );
}
