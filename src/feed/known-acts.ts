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

  add(reported: ReportedAct): void {
    const key = toKey(reported);
    const act = { ...reported, sources: new Set([reported.source]) };
    this.acts.set(key, [...(this.acts.get(key) ?? []), act].slice(-MAX_ACTS_PER_KEY));
  }

  /** Adds what another replica published, unless its webhook reached this replica too. */
  addPublished(reported: ReportedAct): void {
    const known = this.acts.get(toKey(reported)) ?? [];
    const isRelayed = known.some(({ source, earliest }) => source === 'WEBHOOK' && earliest === reported.earliest);
    if (reported.source !== 'WEBHOOK' || !isRelayed) this.add(reported);
  }

  /** Whether another source reported the act before. Each source reports an act once, so a second report is another act. */
  matches(reported: ReportedAct): boolean {
    if (reported.type === 'UNKNOWN') return false;
    const known = this.acts.get(toKey(reported)) ?? [];
    const twin = known.find((act) => !act.sources.has(reported.source) && isSameAct(act, reported));
    twin?.sources.add(reported.source);
    return twin !== undefined;
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

function isSameAct(a: ReportedAct, b: ReportedAct): boolean {
  if (a.agentId !== undefined && b.agentId !== undefined && a.agentId !== b.agentId) return false;
  return a.earliest <= b.latest + TOLERANCE_MS && b.earliest <= a.latest + TOLERANCE_MS;
}
