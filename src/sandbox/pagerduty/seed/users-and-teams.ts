import type { Team, User } from '../state/account-records.js';

/** Harbourline sells ferry tickets. The company and its people are invented. */

export const teams: readonly Team[] = [
  { id: 'PTEAM01', name: 'Bookings', description: 'Search, booking and tickets' },
  { id: 'PTEAM02', name: 'Payments', description: 'Cards, refunds and invoices' },
  { id: 'PTEAM03', name: 'Platform', description: 'Website edge, data and everything below' },
];

type UserRow = readonly [
  id: string,
  name: string,
  mailbox: string,
  jobTitle: string,
  role: User['role'],
  timeZone: string,
  color: string,
  teamIds: readonly string[],
];

const userRows: readonly UserRow[] = [
  ['PUSR001', 'Maren Solberg', 'maren.solberg', 'Head of Engineering', 'owner', 'Europe/Oslo', 'purple', []],
  ['PUSR002', 'Tomasz Wilk', 'tomasz.wilk', 'Bookings Lead', 'admin', 'Europe/Warsaw', 'red', ['PTEAM01']],
  ['PUSR003', 'Ines Carvalho', 'ines.carvalho', 'Software Engineer', 'user', 'Europe/Lisbon', 'green', ['PTEAM01']],
  ['PUSR004', 'Declan Byrne', 'declan.byrne', 'Software Engineer', 'user', 'Europe/Dublin', 'teal', ['PTEAM01']],
  ['PUSR005', 'Aylin Demir', 'aylin.demir', 'Payments Lead', 'admin', 'Europe/Istanbul', 'orange', ['PTEAM02']],
  ['PUSR006', 'Jonas Eklund', 'jonas.eklund', 'Software Engineer', 'user', 'Europe/Stockholm', 'blue', ['PTEAM02']],
  ['PUSR007', 'Priya Raman', 'priya.raman', 'Software Engineer', 'user', 'Asia/Kolkata', 'crimson', ['PTEAM02']],
  ['PUSR008', 'Henrik Dahl', 'henrik.dahl', 'Platform Lead', 'admin', 'Europe/Copenhagen', 'navy', ['PTEAM03']],
  [
    'PUSR009',
    'Lucía Ortega',
    'lucia.ortega',
    'Site Reliability Engineer',
    'user',
    'Europe/Madrid',
    'olive',
    ['PTEAM03'],
  ],
  [
    'PUSR010',
    'Samuel Okafor',
    'samuel.okafor',
    'Site Reliability Engineer',
    'user',
    'Europe/London',
    'cyan',
    ['PTEAM03'],
  ],
  ['PUSR011', 'Noor Haddad', 'noor.haddad', 'Data Engineer', 'limited_user', 'Europe/Paris', 'brown', ['PTEAM03']],
  [
    'PUSR012',
    'Greta Lindqvist',
    'greta.lindqvist',
    'Support Manager',
    'observer',
    'Europe/Stockholm',
    'gray',
    ['PTEAM01', 'PTEAM02'],
  ],
];

export const users: readonly User[] = userRows.map(([id, name, mailbox, jobTitle, role, timeZone, color, teamIds]) => ({
  id,
  name,
  email: `${mailbox}@example.com`,
  jobTitle,
  role,
  timeZone,
  color,
  teamIds,
}));

/** The default actor. */
export const ACTOR_ID = 'PUSR001';
export const ACTOR_EMAIL = 'maren.solberg@example.com';
