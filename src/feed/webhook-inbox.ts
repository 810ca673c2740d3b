import { toEventType } from './event-types.js';
import type { FeedParts } from './feed-parts.js';
import type { WebhookEvent } from './incident-feed.js';
import { toReportedAct } from './known-acts.js';

/** Takes verified webhook events, each once. Each is a hint that names an incident; a read shows what it has become. */
export class WebhookInbox {
  constructor(private readonly parts: FeedParts) {}

  /**
   * @param isHandled whether another replica reads the incident; then the event only explains mutations of this one, and
   *   delays its log entry
   */
  receive({ eventId, rawType, occurredAt, agent, incidentId }: WebhookEvent, isHandled: boolean): void {
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
    const act = toReportedAct(event);
    const isKnown = acts.matches(act);
    if (!isKnown) acts.add(act, isHandled);
    if (!isHandled) queue.request({ incidentId, ...(isKnown ? { isExplained: true } : { events: [event] }) });
  }
}
