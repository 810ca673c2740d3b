import type { Random } from '../../random.js';
import type { Urgency } from '../state/account-records.js';

/** An incident that was over before the sandbox started. */
export interface PastIncident {
  readonly minutesAgo: number;
  readonly lastedMinutes: number;
  readonly serviceId: string;
  readonly title: string;
  readonly urgency: Urgency;
  readonly priorityId: string | null;
  readonly fromAlert: boolean;
  readonly resolvedBy: string;
}

const TITLES: Readonly<Record<string, readonly string[]>> = {
  PSVC001: [
    'Booking API error rate above 1 %',
    'Seat map times out',
    'Database failover in eu-north',
    'Holds expire too early',
  ],
  PSVC002: [
    '3-D Secure challenge fails',
    'Payment provider slow',
    'Duplicate refund stopped',
    'Settlement file missing',
  ],
  PSVC003: [
    'Load balancer pool unhealthy',
    'HTTP 5xx spike at the edge',
    'DNS check fails from one region',
    'Cache hit rate drops',
  ],
  PSVC004: ['Ticket mails bounce', 'PDF renderer out of memory', 'Wallet certificate near expiry'],
  PSVC005: ['Search returns no sailings for Gdynia', 'Price cache stale', 'Timetable feed malformed'],
  PSVC006: ['Nightly load late', 'Report job out of memory', 'Replication lag above an hour'],
  PSVC007: ['Portal login loop', 'Portal session store full'],
  PSVC008: ['Kiosk heartbeat lost in Karlskrona', 'Passport reader offline'],
};

const SERVICES = Object.keys(TITLES);
const PRIORITIES = ['PPRIO01', 'PPRIO02', 'PPRIO03', 'PPRIO03', 'PPRIO04', 'PPRIO05', null, null];
const DAY_MINUTES = 24 * 60;
const RESPONDERS = ['PUSR002', 'PUSR003', 'PUSR004', 'PUSR005', 'PUSR006', 'PUSR007', 'PUSR008', 'PUSR009', 'PUSR010'];
/** How much there was before the sandbox started. */
export interface History {
  /** Incidents in all, open ones included. */
  readonly incidents: number;
  /** How far back they reach, in months of thirty days; less than half a month is not enough for the seed. */
  readonly months: number;
}

/** `count` past incidents spread over `months`, the oldest first, the newest about a day ago. */
export function pastIncidents(count: number, months: number, random: Random): readonly PastIncident[] {
  const span = months * 30 * DAY_MINUTES;
  const step = (span - DAY_MINUTES) / count;
  return Array.from({ length: count }, (_, index) => {
    const serviceId = random.pick(SERVICES);
    return {
      minutesAgo: Math.round(span - index * step - random.below(step)),
      lastedMinutes: 4 + random.below(9 * 60),
      serviceId,
      title: random.pick(TITLES[serviceId] ?? []),
      urgency: serviceId === 'PSVC006' || random.below(4) === 0 ? 'low' : 'high',
      priorityId: random.pick(PRIORITIES),
      fromAlert: random.below(3) > 0,
      resolvedBy: random.pick(RESPONDERS),
    };
  });
}
