import type { NamedRecord } from '../state/account-records.js';

export interface BusinessService extends NamedRecord {
  readonly description: string;
  readonly pointOfContact: string;
  readonly teamId: string | null;
  /** Ids of the technical services below it. */
  readonly supportedBy: readonly string[];
}

export const businessServices: readonly BusinessService[] = [
  {
    id: 'PBS0001',
    name: 'Ticket sales',
    description: 'Everything between a search and a ticket',
    pointOfContact: 'Head of sales',
    teamId: 'PTEAM01',
    supportedBy: ['PSVC001', 'PSVC002', 'PSVC003', 'PSVC004'],
  },
  {
    id: 'PBS0002',
    name: 'Boarding',
    description: 'Check-in at the ports',
    pointOfContact: 'Harbour masters',
    teamId: 'PTEAM03',
    supportedBy: ['PSVC008'],
  },
  {
    id: 'PBS0003',
    name: 'Entertainment on board',
    description: '',
    pointOfContact: '',
    teamId: null,
    supportedBy: [],
  },
];
