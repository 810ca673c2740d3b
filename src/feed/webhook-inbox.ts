import type { NewEvent } from './change-publisher.js';
import { toEventType } from './event-types.js';
import type { FeedParts } from './feed-parts.js';
import type { WebhookEvent } from './incident-feed.js';
import type { ReportedAct } from './known-acts.js';

/** Takes verified webhook events, each once. Each is a hint that names an incident; a read shows what it has become. */
export class WebhookInbox {
  constructor(private readonly parts: FeedParts) {}

  receive({ eventId, rawType, occurredAt, agent, incidentId }: WebhookEvent): void {
    if (incidentId === null) return;
    const event = {
      eventId,
      type: toEventType(rawType),
      rawType,
      occurredAt,
      agent,
      incidentId,
      source: 'WEBHOOK',
    } as const;
    const { acts, queue } = this.parts;
    if (acts.matches(toAct(event))) return queue.request({ incidentId, isExplained: true });
    acts.add(toAct(event));
    queue.request({ incidentId, events: [event] });
  }
}

function toAct({ incidentId, type, occurredAt, agent }: NewEvent): ReportedAct {
  const at = Date.parse(occurredAt);
  return { source: 'WEBHOOK', incidentId, type, earliest: at, latest: at, agentId: agent?.id };
}
