import * as z from 'zod';
import { DAY } from '../../clock.js';
import { ErrorReply } from '../../http/error-reply.js';
import { createId, normalizeId, toTimestamp, type CloudflareState, type Silence } from '../cloudflare-state.js';
import { invalidRequest, resourceNotFound, wrapErrors } from '../http/errors.js';

const MAX_AHEAD_MS = 90 * DAY;

const timesSchema = z.object({
  start_time: z.iso.datetime({ offset: true }),
  end_time: z.iso.datetime({ offset: true }),
});
const draftsSchema = z.array(timesSchema.extend({ policy_id: z.string() }));
const updatesSchema = z.array(timesSchema.extend({ id: z.string() }));

/** What the API does with an unknown silence: two sources differ (docs/upstream-quirks.md, quirk 222). */
export type UnknownSilence = 'accepted' | 'refused';

/**
 * Creates silences, all or none. What Cloudflare does with times in the past, or an unknown policy, is unverified.
 *
 * @param hiddenReads number of lists from which they are still absent (docs/upstream-quirks.md, quirk 223)
 */
export function createSilences(state: CloudflareState, body: unknown, hiddenReads: number): void {
  const drafts = parseBody(draftsSchema, body).map((draft) => ({ ...draft, policy_id: normalizeId(draft.policy_id) }));
  for (const draft of drafts) {
    assertTimes(state, draft);
    if (!state.policies.has(draft.policy_id)) throw invalidSilence();
    if ([...state.silences.values()].some(({ silence }) => isEqual(silence, draft))) throw internalError();
  }
  const now = toTimestamp(state.now());
  for (const draft of drafts) {
    const silence = { id: createId(state), ...draft, created_at: now, updated_at: now };
    state.silences.set(silence.id, { silence, hiddenReads });
  }
}

/** Lists the silences that are not hidden. */
export function listSilences(state: CloudflareState): readonly Silence[] {
  return [...state.silences.values()].flatMap(({ silence, hiddenReads }) => {
    if (hiddenReads === 0) return [silence];
    state.silences.set(silence.id, { silence, hiddenReads: hiddenReads - 1 });
    return [];
  });
}

/** Moves silences, all or none. */
export function updateSilences(state: CloudflareState, body: unknown): readonly Silence[] {
  const updates = parseBody(updatesSchema, body);
  const moved = updates.map(({ id, ...times }) => {
    const stored = state.silences.get(normalizeId(id));
    if (!stored) throw resourceNotFound('silence not found');
    assertTimes(state, times);
    return { ...stored.silence, ...times, updated_at: toTimestamp(state.now()) };
  });
  for (const silence of moved) state.silences.set(silence.id, { silence, hiddenReads: 0 });
  return moved;
}

export function getSilence(state: CloudflareState, id: string, unknown: UnknownSilence): Silence {
  const stored = state.silences.get(normalizeId(id));
  if (stored) return stored.silence;
  throw unknown === 'refused' ? resourceNotFound('silence not found') : internalError();
}

export function deleteSilence(state: CloudflareState, id: string, unknown: UnknownSilence): void {
  const existed = state.silences.delete(normalizeId(id));
  if (!existed && unknown === 'refused') throw resourceNotFound('silence not found');
}

function parseBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw invalidSilence();
}

type Times = Pick<Silence, 'start_time' | 'end_time'>;

function assertTimes(state: CloudflareState, { start_time: start, end_time: end }: Times): void {
  const isTooFar = Date.parse(start) > state.now().getTime() + MAX_AHEAD_MS;
  if (isTooFar || Date.parse(end) <= Date.parse(start)) throw invalidSilence();
}

function isEqual(silence: Silence, draft: Times & Pick<Silence, 'policy_id'>): boolean {
  return (
    silence.policy_id === draft.policy_id &&
    Date.parse(silence.start_time) === Date.parse(draft.start_time) &&
    Date.parse(silence.end_time) === Date.parse(draft.end_time)
  );
}

function invalidSilence(): ErrorReply {
  return invalidRequest(0, 'invalid silence');
}

/** Also the error for a silence that exists already (docs/upstream-quirks.md, quirk 220). The status is unverified. */
function internalError(): ErrorReply {
  return new ErrorReply(500, wrapErrors({ code: 15000, message: 'An internal server error occurred' }));
}
