import type { EscalationPolicy, EscalationTarget } from '../state/account-records.js';

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
