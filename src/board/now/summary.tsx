import type { OpenIncident } from '../data/live-incidents.js';

interface SummaryProps {
  readonly incidents: readonly OpenIncident[];
}

export const countUnacknowledged = (incidents: readonly OpenIncident[]) =>
  incidents.filter(({ status }) => status === 'TRIGGERED').length;

/** Three numbers that are readable from the other end of the room. */
export function Summary({ incidents }: SummaryProps) {
  const urgent = incidents.filter(({ urgency }) => urgency !== 'LOW');
  const urgentOpen = countUnacknowledged(urgent);
  const otherOpen = countUnacknowledged(incidents) - urgentOpen;
  return (
    <dl class="now-summary">
      <Figure tone={urgentOpen > 0 ? 'red' : 'calm'} value={urgentOpen} label="urgent, not acknowledged" />
      <Figure tone={otherOpen > 0 ? 'amber' : 'calm'} value={otherOpen} label="low, not acknowledged" />
      <Figure tone="calm" value={incidents.length - urgentOpen - otherOpen} label="acknowledged" />
    </dl>
  );
}

interface FigureProps {
  readonly tone: 'red' | 'amber' | 'calm';
  readonly value: number;
  readonly label: string;
}

function Figure({ tone, value, label }: FigureProps) {
  return (
    <div class={`now-figure now-figure-${tone}`}>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}
