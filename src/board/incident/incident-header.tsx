import { findNextStep } from '../data/next-step.js';
import { Badge } from '../ui/badge.js';
import { NextStepText } from '../ui/next-step.js';
import { Link } from '../ui/router.js';
import { Time } from '../ui/time.js';
import type { Incident } from './incident-target.js';

const STATUSES = {
  TRIGGERED: { tone: 'red', text: '● Not acknowledged' },
  ACKNOWLEDGED: { tone: 'amber', text: '✓ Acknowledged' },
  RESOLVED: { tone: 'green', text: '✓ Resolved' },
  UNKNOWN: { tone: 'neutral', text: 'Unknown status' },
} as const;

/** What burns, who has it, what happens next. */
export function IncidentHeader({ incident }: { readonly incident: Incident }) {
  const { number, title, status, urgency, priority, service, createdAt, mergedInto } = incident;
  return (
    <header class={`incident-header incident-${status.toLowerCase()}`}>
      <p class="incident-badges">
        <Badge tone={STATUSES[status].tone}>{STATUSES[status].text}</Badge>
        <Badge tone={urgency === 'LOW' ? 'neutral' : 'red'}>{urgency === 'LOW' ? 'Low urgency' : 'High urgency'}</Badge>
        {priority?.name && <Badge tone="blue">{priority.name}</Badge>}
        <span class="incident-number">#{number}</span>
      </p>
      <h1 dir="auto">{title}</h1>
      <p class="incident-where">
        <span dir="auto">{service?.name ?? 'unknown service'}</span>, since <Time at={createdAt} as="exact" /> (
        <Time at={createdAt} />)
      </p>
      {mergedInto && (
        <p>
          Merged into <Link to={`/incidents/${mergedInto.number}`}>#{mergedInto.number}</Link>
        </p>
      )}
      {status !== 'RESOLVED' && <Holder incident={incident} />}
    </header>
  );
}

function Holder({ incident }: { readonly incident: Incident }) {
  const { assignees, acknowledgements, status, escalationPolicy } = incident;
  const last = acknowledgements.at(-1);
  const step = findNextStep(incident, escalationPolicy?.onCall ?? undefined);
  return (
    <dl class="incident-holder">
      <div>
        <dt>Who has it</dt>
        <dd>
          <strong dir="auto">{assignees.map(({ name }) => name ?? 'somebody').join(', ') || 'nobody'}</strong>
          {last && (
            <>
              , acknowledged <Time at={last.at} />
            </>
          )}
        </dd>
      </div>
      <div>
        <dt>What happens next</dt>
        <dd>
          <NextStepText step={step} isTriggered={status === 'TRIGGERED'} />
        </dd>
      </div>
    </dl>
  );
}
