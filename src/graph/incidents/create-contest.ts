import type { PagerDutyClient } from '../../upstream/pagerduty/client.js';
import type { IncidentDraft } from '../../upstream/pagerduty/wire.js';

/** Creates under one key on one service that overlap in time, as far as this gateway sees them. */
export interface Contest {
  /** Whether there ever was more than one: whose incident it is, its age then does not tell. */
  readonly hasRivals: boolean;
}

interface UnderWay {
  creates: number;
  hasRivals: boolean;
}

const contests = new WeakMap<PagerDutyClient, Map<string, UnderWay>>();

/** Runs a create and tells it of others under the same key. */
export async function inContest<T>(
  client: PagerDutyClient,
  { serviceId, incidentKey }: IncidentDraft,
  create: (contest: Contest) => Promise<T>,
): Promise<T> {
  const all = contests.get(client) ?? new Map<string, UnderWay>();
  contests.set(client, all);
  const key = JSON.stringify([serviceId, incidentKey]);
  const contest = all.get(key) ?? { creates: 0, hasRivals: false };
  all.set(key, contest);
  contest.creates += 1;
  contest.hasRivals ||= contest.creates > 1;
  try {
    return await create(contest);
  } finally {
    contest.creates -= 1;
    if (contest.creates === 0) all.delete(key);
  }
}
