import { expect } from '@jest/globals';
import type { PagerDutyClient } from '../../src/upstream/pagerduty/client.js';
import type { MaintenanceWindows } from '../../src/upstream/pagerduty/maintenance-windows.js';
import type {
  MaintenanceWindowDraft,
  MaintenanceWindowQuery,
} from '../../src/upstream/pagerduty/wire-maintenance-window.js';

/** A running window of the seed. */
const WINDOW = 'PMW0001';

const QUERY: Required<MaintenanceWindowQuery> = {
  limit: 100,
  offset: 0,
  total: true,
  filter: 'open',
  serviceIds: ['PSVC001', 'PSVC008'],
  query: 'kiosks',
  include: ['services'],
};
const DRAFT: Required<MaintenanceWindowDraft> = {
  startTime: '2026-03-18T20:00:00Z',
  endTime: '2026-03-18T22:00:00Z',
  description: 'Database upgrade',
  serviceIds: ['PSVC001', 'PSVC003'],
};

/** Each request with all its parameters. */
export const maintenanceWindowRequests: Record<
  keyof MaintenanceWindows,
  (client: PagerDutyClient) => Promise<unknown>
> = {
  listMaintenanceWindows: (client) => client.listMaintenanceWindows(QUERY),
  getMaintenanceWindow: (client) => client.getMaintenanceWindow(WINDOW),
  createMaintenanceWindow: (client) => client.createMaintenanceWindow(DRAFT, 'tomasz.wilk@example.com'),
  endMaintenanceWindow: async (client) => {
    await client.endMaintenanceWindow(WINDOW);
    await expect(client.endMaintenanceWindow(WINDOW)).rejects.toMatchObject({ alreadyDone: true });
  },
};
