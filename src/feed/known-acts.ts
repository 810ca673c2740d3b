import { LRUCache } from 'lru-cache';
import type { NewEvent } from './feed-update.js';
import type { EventSource } from './incident-feed.js';
import type { IncidentEventType } from './event-types.js';

/** What one source reports of an act. */
export interface ReportedAct {
  readonly source: EventSource;
  readonly incidentId: string;
  readonly type: IncidentEventType;
  /** When it happened at the earliest and at the latest, in milliseconds since the epoch on PagerDuty's clock. */
  readonly earliest: number;
  readonly latest: number;
  /** Absent when the source does not name the agent. */
  readonly agentId?: string | undefined;
}

interface KnownAct extends ReportedAct {
  readonly sources: Set<EventSource>;
  /** Whether another replica is to publish the event. It may end before, so that only the log entry is left. */
  isAwaited: boolean;
}

/** Clocks differ. */
const TOLERANCE_MS = 2_000;

/** Log entries have whole seconds. */
export const LAST_MS_OF_SECOND = 999;

/** PagerDuty executes a write at most this long before its response. */
const MAX_WRITE_MS = 5_000;

/** Kinds of acts of different incidents. */
const MAX_KEYS = 10_000;

/** Acts of one kind on one incident. */
const MAX_ACTS_PER_KEY = 20;

/**
 * The last acts, so that one act that several sources report is one event. A webhook event and a log entry of the same act
 * share no id, so they are matched by incident, type, agent and time.
 */
export class KnownActs {
  private readonly acts = new LRUCache<string, readonly KnownAct[]>({ max: MAX_KEYS });

  /** @param isAwaited whether another replica is to publish the event */
  add(reported: ReportedAct, isAwaited = false): void {
    const key = toKey(reported);
    const act = { ...reported, sources: new Set([reported.source]), isAwaited };
    this.acts.set(key, [...(this.acts.get(key) ?? []), act].slice(-MAX_ACTS_PER_KEY));
  }

  /** Adds what another replica published, unless its webhook reached this replica too. */
  addPublished(reported: ReportedAct): void {
    const relayed = this.find(reported).find(
      ({ source, earliest }) => source === 'WEBHOOK' && earliest === reported.earliest,
    );
    if (reported.source === 'WEBHOOK' && relayed) relayed.isAwaited = false;
    else this.add(reported);
  }

  /** Whether another source reported the act before. Each source reports an act once, so a second report is another act. */
  matches(reported: ReportedAct): boolean {
    const canReplace = ({ isAwaited }: KnownAct) => isAwaited && reported.source === 'POLL';
    const twin = this.findTwins(reported).find((act) => !canReplace(act));
    twin?.sources.add(reported.source);
    return twin !== undefined;
  }

  /** Whether another replica is to publish the act. */
  awaits(reported: ReportedAct): boolean {
    return this.findTwins(reported).some(({ isAwaited }) => isAwaited);
  }

  private findTwins(reported: ReportedAct): readonly KnownAct[] {
    if (reported.type === 'UNKNOWN') return [];
    return this.find(reported).filter((act) => !act.sources.has(reported.source) && isSameAct(act, reported));
  }

  private find(reported: ReportedAct): readonly KnownAct[] {
    return this.acts.get(toKey(reported)) ?? [];
  }
}

/** What the source of an event reports. */
export function toReportedAct({ source, incidentId, type, occurredAt, agent }: NewEvent): ReportedAct {
  const at = Date.parse(occurredAt);
  const earliest = source === 'GATEWAY' ? at - MAX_WRITE_MS : at;
  const latest = source === 'POLL' ? at + LAST_MS_OF_SECOND : at;
  return { source, incidentId, type, earliest, latest, agentId: agent?.id };
}

function toKey({ incidentId, type }: ReportedAct): string {
  return `${incidentId} ${type}`;
}

/** Of acts of the same type on the same incident. */
function isSameAct(a: ReportedAct, b: ReportedAct): boolean {
  if (a.agentId !== undefined && b.agentId !== undefined && a.agentId !== b.agentId) return false;
  return a.earliest <= b.latest + TOLERANCE_MS && b.earliest <= a.latest + TOLERANCE_MS;
}
