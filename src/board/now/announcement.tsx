import { useEffect, useState } from 'preact/hooks';
import type { OpenIncident } from '../data/live-incidents.js';
import type { Chime } from './chime.js';

interface AnnouncementProps {
  /** Incidents that have just appeared. */
  readonly appeared: readonly OpenIncident[];
  /** Undefined while the sound is off. */
  readonly chime: Chime | undefined;
}

/** Reads new incidents to people who use a screen reader, and makes the sound for everybody in the room. */
export function Announcement({ appeared, chime }: AnnouncementProps) {
  const [text, setText] = useState('');
  useEffect(() => {
    const fresh = appeared.filter(({ status }) => status === 'TRIGGERED');
    if (fresh.length === 0) return;
    setText(describe(fresh));
    if (fresh.some(({ urgency }) => urgency !== 'LOW')) chime?.play();
  }, [appeared]);
  return (
    <>
      {chime?.isBlocked && <p class="hint">Your browser makes the sound after a first click on this page.</p>}
      <p role="status" class="only-heard">
        {text}
      </p>
    </>
  );
}

function describe([first, ...others]: readonly OpenIncident[]): string {
  if (!first || others.length > 0) return `${others.length + 1} new incidents`;
  const { urgency, service, title } = first;
  return `New incident, ${urgency.toLowerCase()} urgency, ${service?.name ?? 'unknown service'}: ${title}`;
}
