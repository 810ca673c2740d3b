import type { OpenIncident } from '../data/live-incidents.js';
import { findNextStep, type Shift } from '../data/next-step.js';
import { Badge } from '../ui/badge.js';
import { NextStepText } from '../ui/next-step.js';
import { Link } from '../ui/router.js';
import { Time } from '../ui/time.js';

interface IncidentRowProps {
  readonly incident: OpenIncident;
  /** Who is on call for its escalation policy, if that was read. */
  readonly shifts: readonly Shift[] | undefined;
}

const URGENCY_WORDS = { HIGH: 'High', LOW: 'Low', UNKNOWN: 'Unknown' };

/** One open incident: what, where, who has it, since when, what happens next. */
export function IncidentRow({ incident, shifts }: IncidentRowProps) {
  const { number, title, urgency, status, service, createdAt, priority } = incident;
  const isTriggered = status === 'TRIGGERED';
  const tone = urgency === 'LOW' ? 'low' : 'high';
  return (
    <li class={`now-row now-row-${tone} ${isTriggered ? 'now-row-triggered' : ''}`}>
      <p class="now-urgency">
        <Badge tone={urgency === 'LOW' ? 'neutral' : 'red'}>{URGENCY_WORDS[urgency]}</Badge>
        {priority?.name && <Badge tone="blue">{priority.name}</Badge>}
      </p>
      <div class="now-what">
        <h3 dir="auto">
          <Link to={`/incidents/${number}`}>{title}</Link>
        </h3>
        <p class="now-where">
          <span dir="auto">{service?.name ?? 'unknown service'}</span> · #{number}
        </p>
      </div>
      <Holder incident={incident} />
      <p class="now-since">
        <span class="now-label">Open for </span>
        <Time at={createdAt} as="age" />
      </p>
      <p class="now-next">
        <span class="now-label">Next: </span>
        <NextStepText step={findNextStep(incident, shifts)} isTriggered={isTriggered} />
      </p>
    </li>
  );
}

function Holder({ incident: { assignees, acknowledgements, status } }: Pick<IncidentRowProps, 'incident'>) {
  const names = assignees.map(({ name }) => name ?? 'somebody').join(', ');
  const last = acknowledgements.at(-1);
  return (
    <div class="now-who">
      <p dir="auto" class="now-name">
        {names || 'nobody'}
      </p>
      {status === 'TRIGGERED' ? (
        <p class="now-unacknowledged">
          <span aria-hidden="true">● </span>not acknowledged
        </p>
      ) : (
        <p class="now-acknowledged">
          <span aria-hidden="true">✓ </span>acknowledged {last && <Time at={last.at} />}
        </p>
      )}
    </div>
  );
}
