import { useState } from 'preact/hooks';
import { useMutation } from '../data/use-mutation.js';
import { snoozeIncidentDocument } from '../generated/operations.js';
import { Button } from '../ui/button.js';
import { formatDuration } from '../ui/durations.js';
import { useNow } from '../ui/use-now.js';
import { toChangeResult } from './change-result.js';
import type { FormProps } from './form-props.js';

const MINUTES = [30, 60, 120, 240, 480, 1440];
const CLOCK = new Intl.DateTimeFormat(undefined, { weekday: 'short', hour: 'numeric', minute: '2-digit' });

export function SnoozeForm({ input, onResult }: FormProps) {
  const { run, state } = useMutation(snoozeIncidentDocument);
  const [minutes, setMinutes] = useState(60);
  const now = useNow(10_000);
  const snooze = async (event: Event) => {
    event.preventDefault();
    if (state.status === 'pending') return;
    const result = await run({ input: { ...input, durationSeconds: minutes * 60 } });
    onResult(
      toChangeResult(
        result,
        (data) => data.snoozeIncident,
        ({ incident }) =>
          incident?.snoozedUntil
            ? `Snoozed until ${CLOCK.format(Date.parse(incident.snoozedUntil))}. Then it triggers again.`
            : 'Snoozed.',
      ),
    );
  };
  return (
    <form class="incident-form" onSubmit={(event) => void snooze(event)}>
      <label class="field">
        Snooze for
        <select value={minutes} onChange={(event) => setMinutes(Number(event.currentTarget.value))}>
          {MINUTES.map((choice) => (
            <option key={choice} value={choice}>
              {formatDuration(choice * 60_000)}, until {CLOCK.format(now + choice * 60_000)}
            </option>
          ))}
        </select>
      </label>
      <Button kind="primary" type="submit" busy={state.status === 'pending'}>
        {state.status === 'pending' ? 'Snoozing…' : 'Snooze the incident'}
      </Button>
    </form>
  );
}
