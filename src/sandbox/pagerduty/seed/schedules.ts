import { HOUR } from '../../clock.js';
import type { Schedule } from '../state/account-records.js';

const weeklyPrimary = { shiftDays: 7, hoursSinceHandover: 51, timeZone: 'Europe/Oslo' };

type ScheduleSeed = Omit<Schedule, 'rotationStart'> & {
  /** How long the first user has been on call, in whole hours. */
  readonly hoursSinceHandover: number;
};

/**
 * The schedules of an account that is seeded now. Handovers are on the hour and at a distance from the start, not at a fixed
 * time: so the same users are on call after each start, whatever day and time it is.
 */
export function createSchedules(now: Date): readonly Schedule[] {
  const hour = now.getTime() - (now.getTime() % HOUR);
  return schedules.map((schedule) => ({ ...schedule, rotationStart: hour - schedule.hoursSinceHandover * HOUR }));
}

const schedules: readonly ScheduleSeed[] = [
  {
    ...weeklyPrimary,
    id: 'PSCHED1',
    name: 'Bookings Primary',
    description: 'Weekly, first line',
    userIds: ['PUSR004', 'PUSR002', 'PUSR003'],
    teamId: 'PTEAM01',
  },
  {
    ...weeklyPrimary,
    id: 'PSCHED2',
    name: 'Payments Primary',
    description: 'Weekly, first line',
    userIds: ['PUSR007', 'PUSR005', 'PUSR006'],
    teamId: 'PTEAM02',
  },
  {
    ...weeklyPrimary,
    id: 'PSCHED3',
    name: 'Platform Primary',
    description: 'Weekly, first line',
    userIds: ['PUSR010', 'PUSR008', 'PUSR009'],
    teamId: 'PTEAM03',
  },
  {
    id: 'PSCHED4',
    name: 'Leads',
    description: 'Daily, second line of everything',
    timeZone: 'Etc/UTC',
    userIds: ['PUSR008', 'PUSR002', 'PUSR005'],
    shiftDays: 1,
    hoursSinceHandover: 3,
    teamId: 'PTEAM03',
  },
];
