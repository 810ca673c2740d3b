import type { NextStep } from '../data/next-step.js';
import { Time } from './time.js';

const DESCRIPTIONS = {
  ESCALATE: 'next level is called',
  UNACKNOWLEDGE: 'triggers again',
  RESOLVE: 'resolves itself',
  URGENCY_CHANGE: 'becomes urgent',
  UNKNOWN: 'changes',
};

interface NextStepTextProps {
  readonly step: NextStep | undefined;
  readonly isTriggered: boolean;
}

/** Who is called next and when, or what else happens by itself. */
export function NextStepText({ step, isTriggered }: NextStepTextProps) {
  if (!step) return <span class="next-nothing">{isTriggered ? 'nobody else is called' : 'nothing scheduled'}</span>;
  const { kind, at, people, level } = step;
  return (
    <span class="next">
      {people.length > 0 ? (
        <>
          <strong dir="auto">{people.join(', ')}</strong> {people.length > 1 ? 'are' : 'is'} called <Time at={at} />{' '}
          <span class="next-level">level {level}</span>
        </>
      ) : (
        <>
          {DESCRIPTIONS[kind]} <Time at={at} />
        </>
      )}
    </span>
  );
}
