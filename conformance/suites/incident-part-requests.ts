import type { PagerDutyClient } from '../../src/upstream/pagerduty/client.js';
import type { AlertQuery } from '../../src/upstream/pagerduty/wire-alert.js';

const ACTOR = 'tomasz.wilk@example.com';
const OPEN_INCIDENT = 'PINC060';
const INCIDENT_WITH_ALERTS = 'PINC058';
const SUBSCRIBERS = [
  { type: 'user', id: 'PUSR001' },
  { type: 'team', id: 'PTEAM02' },
] as const;
const PAGE = { limit: 100, offset: 0, total: true };
const ALERTS: Required<AlertQuery> = {
  ...PAGE,
  statuses: ['triggered'],
  alertKey: 'db03/disk',
  sortBy: ['created_at:desc'],
};

async function findAlertId(client: PagerDutyClient): Promise<string> {
  const { items } = await client.listAlerts(INCIDENT_WITH_ALERTS, PAGE);
  return items[0]?.id ?? '';
}

/** One request per method about a part of an incident, with all its parameters. */
export const incidentPartRequests = {
  listNotes: (client) => client.listNotes(OPEN_INCIDENT),
  addNote: (client) => client.addNote(OPEN_INCIDENT, 'Lamps lit.', ACTOR),
  updateNote: async (client) => {
    const { id } = await client.addNote(OPEN_INCIDENT, 'Lamps lit.');
    return client.updateNote(OPEN_INCIDENT, id, 'Lamps out.', ACTOR);
  },
  deleteNote: async (client) => {
    const { id } = await client.addNote(OPEN_INCIDENT, 'Lamps lit.');
    return client.deleteNote(OPEN_INCIDENT, id);
  },
  resolveAlerts: async (client) => client.resolveAlerts(INCIDENT_WITH_ALERTS, [await findAlertId(client)], ACTOR),
  moveAlerts: async (client) =>
    client.moveAlerts(INCIDENT_WITH_ALERTS, [await findAlertId(client)], OPEN_INCIDENT, ACTOR),
  listAlerts: (client) => client.listAlerts(OPEN_INCIDENT, ALERTS),
  getAlert: async (client) => client.getAlert(INCIDENT_WITH_ALERTS, await findAlertId(client)),
  requestResponders: (client) =>
    client.requestResponders(OPEN_INCIDENT, {
      requesterId: 'PUSR002',
      message: 'Please look at the fog.',
      targets: [
        { type: 'user', id: 'PUSR006' },
        { type: 'escalation_policy', id: 'PESC003' },
      ],
    }),
  cancelResponderRequests: (client) =>
    client.cancelResponderRequests(OPEN_INCIDENT, {
      requesterId: 'PUSR002',
      targets: [
        { type: 'user', id: 'PUSR006' },
        { type: 'escalation_policy', id: 'PESC003' },
      ],
    }),
  publishStatusUpdate: async (client) => {
    await client.publishStatusUpdate(OPEN_INCIDENT, { message: 'Fog.' });
    const email = { subject: 'Fog', htmlMessage: '<p>Fog over the port</p>' };
    return client.publishStatusUpdate(OPEN_INCIDENT, { message: 'Fog over the port', email }, ACTOR);
  },
  listSubscribers: async (client) => {
    await client.addSubscribers(OPEN_INCIDENT, SUBSCRIBERS);
    return client.listSubscribers(OPEN_INCIDENT, PAGE);
  },
  addSubscribers: (client) => client.addSubscribers(OPEN_INCIDENT, SUBSCRIBERS),
  removeSubscribers: (client) => client.removeSubscribers(OPEN_INCIDENT, SUBSCRIBERS),
} satisfies Partial<Record<keyof PagerDutyClient, (client: PagerDutyClient) => Promise<unknown>>>;
