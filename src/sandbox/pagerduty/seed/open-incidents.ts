import type { ConferenceBridge } from '../state/incident-records.js';
import type { Urgency } from '../state/account-records.js';

/** An incident that is open when the sandbox starts. */
export interface OpenIncidentSeed {
  readonly minutesAgo: number;
  readonly serviceId: string;
  readonly title: string;
  readonly urgency: Urgency;
  readonly priorityId?: string;
  readonly acknowledgedBy?: { readonly userId: string; readonly minutesAgo: number };
  /** Minutes from the start until the snooze ends. */
  readonly snoozedForMinutes?: number;
  /** Triggered by an integration: the alert has the key, not the incident. */
  readonly fromAlert?: boolean;
  readonly bridge?: ConferenceBridge;
  readonly assignedTo?: string;
}

const MINUTES_PER_DAY = 24 * 60;

/** Three are older than a month, so a list without `date_range=all` omits them (docs/upstream-quirks.md, quirk 19). */
export const openIncidents: readonly OpenIncidentSeed[] = [
  {
    minutesAgo: 190 * MINUTES_PER_DAY,
    serviceId: 'PSVC006',
    title: 'Nightly load skips Baltic sailings',
    urgency: 'low',
    priorityId: 'PPRIO04',
    acknowledgedBy: { userId: 'PUSR011', minutesAgo: 189 * MINUTES_PER_DAY },
  },
  {
    minutesAgo: 74 * MINUTES_PER_DAY,
    serviceId: 'PSVC003',
    title: 'Old TLS certificate still served on status host',
    urgency: 'low',
    priorityId: 'PPRIO05',
    fromAlert: true,
  },
  {
    minutesAgo: 41 * MINUTES_PER_DAY,
    serviceId: 'PSVC001',
    title: 'Prices differ between app and web on one sailing',
    urgency: 'low',
    priorityId: 'PPRIO03',
    acknowledgedBy: { userId: 'PUSR003', minutesAgo: 40 * MINUTES_PER_DAY },
    snoozedForMinutes: 3 * MINUTES_PER_DAY,
  },
  {
    minutesAgo: 9 * MINUTES_PER_DAY,
    serviceId: 'PSVC006',
    title: 'Warehouse disk above 85 %',
    urgency: 'low',
    fromAlert: true,
    acknowledgedBy: { userId: 'PUSR011', minutesAgo: 8 * MINUTES_PER_DAY },
  },
  {
    minutesAgo: 3 * MINUTES_PER_DAY,
    serviceId: 'PSVC001',
    title: 'Vehicle deck counts drift from port system',
    urgency: 'high',
    priorityId: 'PPRIO03',
    acknowledgedBy: { userId: 'PUSR004', minutesAgo: 2 * MINUTES_PER_DAY },
    snoozedForMinutes: 10 * 60,
  },
  {
    minutesAgo: 26 * 60,
    serviceId: 'PSVC001',
    title: 'Vehicle height missing on Kiel tickets',
    urgency: 'low',
    assignedTo: 'PUSR003',
  },
  {
    minutesAgo: 11 * 60,
    serviceId: 'PSVC003',
    title: 'Bot traffic triples on search pages',
    urgency: 'high',
    priorityId: 'PPRIO03',
    fromAlert: true,
    acknowledgedBy: { userId: 'PUSR009', minutesAgo: 10 * 60 },
  },
  {
    minutesAgo: 150,
    serviceId: 'PSVC004',
    title: 'Wallet tickets delayed over ten minutes',
    urgency: 'high',
    priorityId: 'PPRIO03',
    fromAlert: true,
    acknowledgedBy: { userId: 'PUSR002', minutesAgo: 120 },
  },
  {
    minutesAgo: 95,
    serviceId: 'PSVC001',
    title: 'Booking API p99 above 4 s',
    urgency: 'high',
    priorityId: 'PPRIO02',
    fromAlert: true,
    acknowledgedBy: { userId: 'PUSR002', minutesAgo: 88 },
    bridge: {
      conference_number: '+1-555-0100,,4410#',
      conference_url: 'https://meet.example.com/harbourline-bookings',
    },
  },
  {
    minutesAgo: 48,
    serviceId: 'PSVC003',
    title: 'Origin errors above 2 % in Frankfurt',
    urgency: 'high',
    priorityId: 'PPRIO02',
    fromAlert: true,
  },
  { minutesAgo: 32, serviceId: 'PSVC004', title: 'Mail provider refuses attachments', urgency: 'low', fromAlert: true },
  {
    minutesAgo: 21,
    serviceId: 'PSVC002',
    title: 'Card payments failing for two issuers',
    urgency: 'high',
    priorityId: 'PPRIO01',
    fromAlert: true,
    acknowledgedBy: { userId: 'PUSR005', minutesAgo: 18 },
    bridge: {
      conference_number: '+1-555-0100,,4411#',
      conference_url: 'https://meet.example.com/harbourline-payments',
    },
  },
  {
    minutesAgo: 12,
    serviceId: 'PSVC001',
    title: 'Cabin holds are not released',
    urgency: 'high',
    assignedTo: 'PUSR003',
  },
  { minutesAgo: 6, serviceId: 'PSVC002', title: 'Refund queue not draining', urgency: 'high', priorityId: 'PPRIO02' },
];
