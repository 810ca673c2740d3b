import type { Random } from '../../random.js';
import type { Urgency } from '../state/account-records.js';

/** An incident that was resolved before the sandbox started. */
export interface PastIncidentSeed {
  readonly minutesAgo: number;
  readonly lastedMinutes: number;
  readonly serviceId: string;
  readonly title: string;
  readonly urgency: Urgency;
  readonly priorityId: string | null;
  readonly fromAlert: boolean;
  readonly resolvedBy: string;
}

/** Titles by service id. */
export const INCIDENT_TITLES: Readonly<Record<string, readonly string[]>> = {
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

const SERVICES = Object.keys(INCIDENT_TITLES);
const PRIORITIES = ['PPRIO01', 'PPRIO02', 'PPRIO03', 'PPRIO03', 'PPRIO04', 'PPRIO05', null, null];
const MINUTES_PER_DAY = 24 * 60;
const RESPONDERS = ['PUSR002', 'PUSR003', 'PUSR004', 'PUSR005', 'PUSR006', 'PUSR007', 'PUSR008', 'PUSR009', 'PUSR010'];
/** Amount of seeded history. */
export interface IncidentHistoryOptions {
  /** Number of incidents, open ones included. */
  readonly incidents: number;
  /** Age of the oldest in months of 30 days; at least half a month. */
  readonly months: number;
}

/** Creates `count` resolved incidents over `months`, oldest first. The newest is about a day old. */
export function createPastIncidents(count: number, months: number, random: Random): readonly PastIncidentSeed[] {
  const span = months * 30 * MINUTES_PER_DAY;
  const step = (span - MINUTES_PER_DAY) / count;
  return Array.from({ length: count }, (_, index) => {
    const serviceId = random.pick(SERVICES);
    return {
      minutesAgo: Math.round(span - index * step - random.integerBelow(step)),
      lastedMinutes: 4 + random.integerBelow(9 * 60),
      serviceId,
      title: random.pick(INCIDENT_TITLES[serviceId] ?? []),
      urgency: serviceId === 'PSVC006' || random.integerBelow(4) === 0 ? 'low' : 'high',
      priorityId: random.pick(PRIORITIES),
      fromAlert: random.integerBelow(3) > 0,
      resolvedBy: random.pick(RESPONDERS),
    };
  });
}
