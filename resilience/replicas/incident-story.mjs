// What one client does with one incident, and what the responses must state.
import { acknowledgeIncident, addIncidentNote, resolveIncident, triggerIncident } from './mutations.mjs';
import { describe, sendUntilDone } from './repeating-client.mjs';

/**
 * @typedef {{ url: string, journal: import('./repeating-client.mjs').Journal, random: import('../../dist/sandbox/random.js').Random, redisOutage: { from: number, to: number } }} Drill
 * `redisOutage`: by `performance.now()`, infinite until it begins and ends; it loses all data
 */

/**
 * Triggers an incident, changes it and repeats some of it.
 *
 * @param {Drill} drill
 * @param {string} title the only one in the sandbox; also the idempotency key
 * @returns what must be in the sandbox afterwards
 */
export async function playIncident(drill, title) {
  const story = { title, id: undefined, note: undefined, isResolved: false, startedAt: performance.now() };
  await trigger(drill, story);
  if (story.id === undefined) return story;
  if (isChance(drill, 30)) await trigger(drill, story);
  if (isChance(drill, 60)) await changeStatus(drill, acknowledgeIncident(story.id), 'ACKNOWLEDGED');
  if (isChance(drill, 50)) await addNote(drill, story);
  if (isChance(drill, 70)) {
    await changeStatus(drill, resolveIncident(story.id), 'RESOLVED');
    story.isResolved = true;
    // A repeat must not page again, although PagerDuty would accept the key now.
    if (isChance(drill, 40)) await trigger(drill, story);
  }
  return story;
}

const isChance = ({ random }, percent) => random.integerBelow(100) < percent;

/** Sometimes two clients send the same key at once. */
async function trigger(drill, story) {
  const mutation = triggerIncident(story.title);
  const copies = isChance(drill, 20) ? 2 : 1;
  const isRepeat = story.id !== undefined;
  const results = await Promise.all(
    Array.from({ length: copies }, () => sendUntilDone(drill.url, mutation, drill.journal)),
  );
  for (const result of results) {
    if (result === undefined) continue;
    const { created, incident } = result.payload;
    const mayBeUnknown = result.isUncertain || copies > 1 || (isRepeat && hasLostData(drill, story));
    if (created === null && !mayBeUnknown) drill.journal.unknown += 1;
    else if (created === false) drill.journal.lie(`${describe(mutation)}: created is false`);
    story.id ??= incident?.pagerDutyId;
    if (incident?.pagerDutyId !== story.id || incident?.title !== story.title)
      drill.journal.lie(`${describe(mutation)}: returned ${JSON.stringify(incident)} instead of ${story.id}`);
  }
}

/** How long replicas may take to connect to Redis again. */
const RECONNECT_MS = 3_000;

/** Whether Redis may lack what happened since the start of the story. */
const hasLostData = ({ redisOutage }, { startedAt }) =>
  startedAt <= redisOutage.to + RECONNECT_MS && performance.now() >= redisOutage.from;

async function addNote(drill, story) {
  const mutation = addIncidentNote(story.id, `Note of ${story.title}`);
  story.note = mutation.variables.content;
  await sendUntilDone(drill.url, mutation, drill.journal);
  if (isChance(drill, 50)) await sendUntilDone(drill.url, mutation, drill.journal);
}

/** Nobody else changes the incident, so only an attempt without a response may have changed it before. */
async function changeStatus(drill, mutation, status) {
  const first = await sendUntilDone(drill.url, mutation, drill.journal);
  if (first === undefined) return;
  if (!first.payload.changed && !first.isUncertain)
    drill.journal.lie(`${describe(mutation)}: changed is false, but nobody else changed it`);
  if (first.payload.incident?.status !== status)
    drill.journal.lie(`${describe(mutation)}: the status is ${first.payload.incident?.status}`);
  if (!isChance(drill, 30)) return;
  const second = await sendUntilDone(drill.url, mutation, drill.journal);
  if (second?.payload.changed) drill.journal.lie(`${describe(mutation)}: changed is true for the second time`);
}
