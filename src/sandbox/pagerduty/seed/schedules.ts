import type { Schedule } from '../state/account-records.js';

const weeklyPrimary = { shiftDays: 7, timeZone: 'Europe/Oslo' };

export const schedules: readonly Schedule[] = [
  {
    ...weeklyPrimary,
    id: 'PSCHED1',
    name: 'Bookings Primary',
    description: 'Weekly, first line',
    userIds: ['PUSR002', 'PUSR003', 'PUSR004'],
    teamId: 'PTEAM01',
  },
  {
    ...weeklyPrimary,
    id: 'PSCHED2',
    name: 'Payments Primary',
    description: 'Weekly, first line',
    userIds: ['PUSR005', 'PUSR006', 'PUSR007'],
    teamId: 'PTEAM02',
  },
  {
    ...weeklyPrimary,
    id: 'PSCHED3',
    name: 'Platform Primary',
    description: 'Weekly, first line',
    userIds: ['PUSR008', 'PUSR009', 'PUSR010'],
    teamId: 'PTEAM03',
  },
  {
    id: 'PSCHED4',
    name: 'Leads',
    description: 'Daily, second line of everything',
    timeZone: 'Etc/UTC',
    userIds: ['PUSR002', 'PUSR005', 'PUSR008'],
    shiftDays: 1,
    teamId: 'PTEAM03',
  },
];
