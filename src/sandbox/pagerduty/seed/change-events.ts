import { MINUTE, toIsoSeconds } from '../../clock.js';
import { addChangeEvent } from '../events/add-change-event.js';
import { requireRecord, type PagerDutyState } from '../state/pagerduty-state.js';

/** A change before the sandbox started. */
interface ChangeSeed {
  readonly minutesAgo: number;
  readonly integrationId: string;
  readonly summary: string;
  readonly source: string;
  readonly build?: string;
}

const MINUTES_PER_DAY = 24 * 60;

/** Several shortly before an open incident of the same service. The oldest one is beyond the 90 days that PagerDuty keeps. */
const changes: readonly ChangeSeed[] = [
  {
    minutesAgo: 91 * MINUTES_PER_DAY,
    integrationId: 'PINTG01',
    summary: 'Deployed booking-api build 640',
    source: 'ci-runner-3',
    build: '640',
  },
  {
    minutesAgo: 89 * MINUTES_PER_DAY,
    integrationId: 'PINTG06',
    summary: 'Moved the warehouse to larger disks',
    source: 'platform-team',
  },
  {
    minutesAgo: 3 * MINUTES_PER_DAY + 10,
    integrationId: 'PINTG01',
    summary: 'Deployed booking-api build 874',
    source: 'ci-runner-7',
    build: '874',
  },
  {
    minutesAgo: 30 * 60,
    integrationId: 'PINTG05',
    summary: 'Imported the winter timetable',
    source: 'timetable-importer',
  },
  {
    minutesAgo: 5 * 60,
    integrationId: 'PINTG03',
    summary: 'Renewed the TLS certificate of the booking page',
    source: 'cert-bot',
  },
  {
    minutesAgo: 104,
    integrationId: 'PINTG01',
    summary: 'Deployed booking-api build 881',
    source: 'ci-runner-7',
    build: '881',
  },
  { minutesAgo: 52, integrationId: 'PINTG03', summary: 'Switched on WAF rule set 41', source: 'terraform' },
  {
    minutesAgo: 26,
    integrationId: 'PINTG02',
    summary: 'Deployed payments-gateway build 2214',
    source: 'ci-runner-2',
    build: '2214',
  },
];

export function seedChangeEvents(state: PagerDutyState): void {
  for (const { minutesAgo, integrationId, summary, source, build } of changes) {
    addChangeEvent(state, requireRecord(state.integrations, integrationId), {
      payload: {
        summary,
        source,
        timestamp: toIsoSeconds(state.now().getTime() - minutesAgo * MINUTE),
        ...(build !== undefined && { custom_details: { build } }),
      },
      links: build === undefined ? [] : [{ href: `https://ci.harbourline.example/builds/${build}`, text: 'Build' }],
    });
  }
}
