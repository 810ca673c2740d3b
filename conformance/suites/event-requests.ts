import type { AlertEvent } from '../../src/upstream/pagerduty/events/alert-event.js';
import type { ChangeEvent } from '../../src/upstream/pagerduty/events/change-event.js';
import type { EventsClient } from '../../src/upstream/pagerduty/events/client.js';

const LINKS = [{ href: 'https://ci.example.com/881', text: 'Build' }];
const DETAILS = { build: '881' };
const TIMESTAMP = '2026-03-18T11:30:00Z';

const TRIGGER: Required<Extract<AlertEvent, { action: 'trigger' }>> = {
  action: 'trigger',
  dedupKey: 'kiosk/7',
  summary: 'Kiosk 7 is dark',
  source: 'kiosk-7',
  severity: 'critical',
  component: 'screen',
  group: 'kiosks',
  eventClass: 'outage',
  details: DETAILS,
  timestamp: TIMESTAMP,
  client: 'Kiosk watch',
  clientUrl: 'https://kiosks.example.com/7',
  links: LINKS,
  images: [{ src: 'https://kiosks.example.com/7.png', href: 'https://kiosks.example.com/7', alt: 'Kiosk 7' }],
};
const CHANGE: Required<ChangeEvent> = {
  summary: 'New kiosk image',
  source: 'ci-runner-7',
  timestamp: TIMESTAMP,
  details: DETAILS,
  links: LINKS,
};

/** Each request to the Events API with all its parameters. */
export const eventRequests: Record<keyof EventsClient, (client: EventsClient, routingKey: string) => Promise<unknown>> =
  {
    sendEvent: async (client, routingKey) => {
      await client.sendEvent(routingKey, TRIGGER);
      await client.sendEvent(routingKey, { action: 'acknowledge', dedupKey: TRIGGER.dedupKey });
      return client.sendEvent(routingKey, { action: 'resolve', dedupKey: TRIGGER.dedupKey });
    },
    sendChangeEvent: async (client, routingKey) => {
      await client.sendChangeEvent(routingKey, { summary: CHANGE.summary });
      return client.sendChangeEvent(routingKey, CHANGE);
    },
  };
