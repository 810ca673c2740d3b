import type { Service } from '../state/account-records.js';

const defaults = { autoResolveTimeout: null, acknowledgementTimeout: null, urgency: 'high' } as const;

/**
 * Only Ticket Delivery resolves automatically, and only Payments Gateway ends acknowledgements. Other open incidents
 * stay unchanged while the sandbox runs.
 */
export const services: readonly Service[] = [
  {
    ...defaults,
    id: 'PSVC001',
    name: 'Booking API',
    description: 'Seats, cabins and vehicles',
    createdAt: '2021-03-02T09:14:00Z',
    escalationPolicyId: 'PESC001',
    teamId: 'PTEAM01',
  },
  {
    ...defaults,
    id: 'PSVC002',
    name: 'Payments Gateway',
    description: 'Card payments and refunds',
    acknowledgementTimeout: 1800,
    createdAt: '2021-03-02T09:20:00Z',
    escalationPolicyId: 'PESC002',
    teamId: 'PTEAM02',
  },
  {
    ...defaults,
    id: 'PSVC003',
    name: 'Website Edge',
    description: 'What stands between the web and us',
    createdAt: '2021-05-17T13:40:00Z',
    escalationPolicyId: 'PESC003',
    teamId: 'PTEAM03',
  },
  {
    ...defaults,
    id: 'PSVC004',
    name: 'Ticket Delivery',
    description: 'E-mail and wallet tickets',
    autoResolveTimeout: 14_400,
    createdAt: '2021-09-08T07:55:00Z',
    escalationPolicyId: 'PESC001',
    teamId: 'PTEAM01',
    urgency: 'support_hours',
  },
  {
    ...defaults,
    id: 'PSVC005',
    name: 'Search and Timetables',
    description: 'Routes, sailings and prices',
    createdAt: '2022-01-19T10:05:00Z',
    escalationPolicyId: 'PESC001',
    teamId: 'PTEAM01',
    urgency: 'severity_based',
  },
  {
    ...defaults,
    id: 'PSVC006',
    name: 'Data Warehouse',
    description: 'Nightly loads and reports',
    createdAt: '2022-06-30T15:30:00Z',
    escalationPolicyId: 'PESC004',
    teamId: 'PTEAM03',
    urgency: 'low',
  },
  {
    ...defaults,
    id: 'PSVC007',
    name: 'Agent Portal (legacy)',
    description: 'Switched off for new travel agents',
    createdAt: '2019-11-11T11:11:00Z',
    isDisabled: true,
    escalationPolicyId: 'PESC001',
    teamId: 'PTEAM01',
  },
  {
    ...defaults,
    id: 'PSVC008',
    name: 'Port Check-in Kiosks',
    description: 'Being replaced port by port',
    createdAt: '2020-02-24T08:00:00Z',
    escalationPolicyId: 'PESC003',
    teamId: 'PTEAM03',
  },
];
