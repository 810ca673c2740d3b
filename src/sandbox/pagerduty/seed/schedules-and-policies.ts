import type { EscalationPolicy, EscalationTarget, Schedule } from '../state/account-records.js';

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

const toUserTarget = (id: string): EscalationTarget => ({ kind: 'user', id });
const toScheduleTarget = (id: string): EscalationTarget => ({ kind: 'schedule', id });

export const escalationPolicies: readonly EscalationPolicy[] = [
  {
    id: 'PESC001',
    name: 'Bookings On-Call',
    description: 'Rotation, leads, then the head of engineering',
    numLoops: 2,
    teamId: 'PTEAM01',
    rules: [
      { id: 'PRULE11', delayMinutes: 15, targets: [toScheduleTarget('PSCHED1')] },
      { id: 'PRULE12', delayMinutes: 15, targets: [toScheduleTarget('PSCHED4')] },
      { id: 'PRULE13', delayMinutes: 30, targets: [toUserTarget('PUSR001')] },
    ],
  },
  {
    id: 'PESC002',
    name: 'Payments On-Call',
    description: 'Rotation, then lead and head together',
    numLoops: 3,
    teamId: 'PTEAM02',
    rules: [
      { id: 'PRULE21', delayMinutes: 10, targets: [toScheduleTarget('PSCHED2')] },
      { id: 'PRULE22', delayMinutes: 20, targets: [toUserTarget('PUSR005'), toUserTarget('PUSR001')] },
    ],
  },
  {
    id: 'PESC003',
    name: 'Platform On-Call',
    description: 'Rotation, then leads',
    numLoops: 1,
    teamId: 'PTEAM03',
    rules: [
      { id: 'PRULE31', delayMinutes: 30, targets: [toScheduleTarget('PSCHED3')] },
      { id: 'PRULE32', delayMinutes: 30, targets: [toScheduleTarget('PSCHED4')] },
    ],
  },
  {
    id: 'PESC004',
    name: 'Data Desk',
    description: 'One person, office hours',
    numLoops: 0,
    teamId: 'PTEAM03',
    rules: [{ id: 'PRULE41', delayMinutes: 60, targets: [toUserTarget('PUSR011')] }],
  },
];
