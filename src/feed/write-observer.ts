import type { IncidentWrite } from '../upstream/pagerduty/reported-writes.js';
import { isIncident } from '../upstream/pagerduty/type-guards.js';
import type { WrittenIncident } from '../upstream/pagerduty/wire.js';
import type { NewEvent } from './feed-update.js';
import type { FeedParts } from './feed-parts.js';
import { toGatewayEvent } from './gateway-events.js';
import type { ReadStart } from './incident-read.js';

/** Takes the writes of this gateway, so that watchers see them at once. */
export class WriteObserver {
  constructor(private readonly parts: FeedParts) {}

  /**
   * @param startedAt our clock, in milliseconds since the epoch
   * @param isRunning whether this feed shows the incident, and not only those of other replicas
   */
  observe({ incidents, eventNames }: IncidentWrite, startedAt: number, isRunning: boolean): void {
    // The response is newer than every read that began before it arrived.
    const response = this.parts.reader.begin();
    for (const incident of incidents) {
      const named = eventNames.map((name) => this.toEvent(name, incident));
      const events = this.keepNew(named, startedAt);
      if (isRunning) this.record(incident, events, response);
      else this.publish(incident, events, response);
    }
  }

  private toEvent(name: string, incident: WrittenIncident): NewEvent {
    const status = this.parts.incidents.get(incident.id)?.status;
    return toGatewayEvent(name, incident, status, this.parts.options.client.now());
  }

  /** Without the events that a webhook has reported before the response to the write arrived. */
  private keepNew(events: readonly NewEvent[], startedAt: number): readonly NewEvent[] {
    const { acts, options, clock } = this.parts;
    const { earliest } = options.client.toPagerDutyTime(startedAt);
    const { latest } = options.client.toPagerDutyTime(clock.now());
    return events.filter(({ incidentId, type, agent }) => {
      const act = { source: 'GATEWAY', incidentId, type, earliest, latest, agentId: agent?.id } as const;
      if (acts.matches(act)) return false;
      acts.add(act);
      return true;
    });
  }

  private publish(incident: WrittenIncident, events: readonly NewEvent[], { order }: ReadStart): void {
    const read = isIncident(incident) ? { incident, order } : 'unsent';
    this.parts.recorder.publishDetached(incident.id, read, events);
  }

  /** Some responses contain only the id; then the incident is read first. */
  private record(incident: WrittenIncident, events: readonly NewEvent[], response: ReadStart): void {
    const { recorder, queue } = this.parts;
    const { id: incidentId } = incident;
    if (isIncident(incident))
      return recorder.recordRead({ incidentId, incident, ...response }, { events, isExplained: true });
    queue.request({ incidentId, events, isExplained: true });
  }
}
