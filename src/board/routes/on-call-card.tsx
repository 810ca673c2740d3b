import { Time } from '../ui/time.js';
import { isOfPeople } from './gap.js';
import { GapList } from './gap-list.js';
import type { ShiftNode } from './route-nodes.js';
import type { OnCallLevel, ServiceRoute } from './service-route.js';
import { visibleName } from './visible-name.js';

/** Who is on call for a service now, the first level first. */
export function OnCallCard({ service: { onCall, gaps } }: { readonly service: ServiceRoute }) {
  if (onCall === null) return <p class="routes-unknown">? Who is on call could not be read.</p>;
  const nobody = gaps.filter(isOfPeople);
  if (nobody.length > 0) return <GapList gaps={nobody} />;
  return (
    <ol class="routes-levels">
      {onCall.map((level) => (
        <Level key={level.level} level={level} />
      ))}
    </ol>
  );
}

function Level({ level: { level, shifts } }: { readonly level: OnCallLevel }) {
  return (
    <li>
      <span class="routes-level">
        <span aria-hidden="true">L{level}</span>
        <span class="only-heard">Level {level}:</span>
      </span>
      <ul>
        {shifts.map((shift, index) => (
          <Shift key={`${shift.user?.id ?? ''} ${index}`} shift={shift} />
        ))}
      </ul>
    </li>
  );
}

function Shift({ shift: { user, schedule, end } }: { readonly shift: ShiftNode }) {
  return (
    <li>
      <bdi class="routes-person">{visibleName(user?.name, 'User without a name')}</bdi>
      <p class="routes-detail">
        {schedule?.name && (
          <>
            <bdi>{schedule.name}</bdi>,{' '}
          </>
        )}
        {end === null ? (
          'always on call'
        ) : (
          <>
            changes <Time at={end} />
          </>
        )}
      </p>
    </li>
  );
}
