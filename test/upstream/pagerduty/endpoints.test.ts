import { describe, expect, it } from '@jest/globals';
import { directoryReads } from '../../../src/upstream/pagerduty/directory-reads.js';
import { incidentMessages } from '../../../src/upstream/pagerduty/incident-messages.js';
import { incidentPartWrites } from '../../../src/upstream/pagerduty/incident-part-writes.js';
import { incidentReads } from '../../../src/upstream/pagerduty/incident-reads.js';
import { incidentWrites } from '../../../src/upstream/pagerduty/incident-writes.js';
import { schedules } from '../../../src/upstream/pagerduty/schedules.js';
import { businessServices } from '../../../src/upstream/pagerduty/business-services.js';
import { incidentWorkflows } from '../../../src/upstream/pagerduty/incident-workflows.js';
import { maintenanceWindows } from '../../../src/upstream/pagerduty/maintenance-windows.js';
import { statusUpdateSubscribers } from '../../../src/upstream/pagerduty/status-update-subscribers.js';
import { ENDPOINTS } from '../../../src/upstream/pagerduty/endpoints.js';

const writes = Object.values(ENDPOINTS).filter(({ effect }) => effect === 'write');
const writesWithRetry = (word: string) => writes.filter(({ retry }) => retry === word).map(({ name }) => name);

describe('a write with a lost response', () => {
  it('is retried only when a second execution has no further effect', () => {
    expect(writesWithRetry('idempotent')).toEqual([
      'resolveIncident',
      'resolveIncidents',
      'updateIncident',
      'resolveAlerts',
      'addSubscribers',
      'removeSubscribers',
      'updateWebhookSubscription',
      'enableWebhookSubscription',
    ]);
  });

  it('is checked first only when a retry could undo a human’s change, or would be refused', () => {
    expect(writesWithRetry('check-first')).toEqual([
      'acknowledgeIncident',
      'acknowledgeIncidents',
      'reopenIncident',
      'updateNote',
      'deleteNote',
      'createOverride',
      'deleteOverride',
      'setFieldValues',
      'endMaintenanceWindow',
    ]);
  });
});

it('every read may be retried', () => {
  const reads = Object.values(ENDPOINTS).filter(({ effect }) => effect === 'read');
  expect(reads.every(({ retry }) => retry === 'idempotent')).toBe(true);
});

describe('the endpoint table', () => {
  it('has the name of the method for each endpoint', () => {
    const methods = Object.keys({
      ...incidentReads,
      ...incidentWrites,
      ...incidentMessages,
      ...incidentPartWrites,
      ...statusUpdateSubscribers,
      ...directoryReads,
      ...businessServices,
      ...incidentWorkflows,
      ...maintenanceWindows,
      ...schedules,
    });
    expect(Object.values(ENDPOINTS).map(({ name }) => name)).toEqual(expect.arrayContaining(methods));
    expect(Object.entries(ENDPOINTS).filter(([key, { name }]) => key !== name)).toEqual([]);
  });

  it.each([
    'createIncident',
    'addNote',
    'moveAlerts',
    'requestResponders',
    'cancelResponderRequests',
    'createMaintenanceWindow',
    'startIncidentWorkflow',
    'publishStatusUpdate',
    'createOverride',
    'deleteOverride',
    'acknowledgeIncident',
    'acknowledgeIncidents',
    'createWebhookSubscription',
    'pingWebhookSubscription',
  ] as const)('never lets %s be retried alone after a lost response', (name) => {
    expect(ENDPOINTS[name].retry).not.toBe('idempotent');
  });
});
