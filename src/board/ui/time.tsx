import { useMemo } from 'preact/hooks';
import { formatDuration, formatRelative } from './durations.js';
import { useNow } from './use-now.js';

const EXACT = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' });
const CLOCK = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

interface TimeProps {
  /** An ISO date-time. */
  readonly at: string;
  /** `relative` as `5 min ago`, `age` as `5 min`, `exact` with date and time zone, `clock` as the time of day. */
  readonly as?: 'relative' | 'age' | 'exact' | 'clock';
}

/** A moment in the time zone of the person; the exact one is in its title. */
export function Time({ at, as = 'relative' }: TimeProps) {
  const now = useNow(as === 'relative' || as === 'age' ? 10_000 : 3_600_000);
  const moment = Date.parse(at);
  const exact = useMemo(() => EXACT.format(moment), [moment]);
  const texts = {
    relative: () => formatRelative(moment, now),
    age: () => formatDuration(now - moment),
    exact: () => exact,
    clock: () => CLOCK.format(moment),
  };
  return (
    <time dateTime={at} title={exact}>
      {texts[as]()}
    </time>
  );
}
