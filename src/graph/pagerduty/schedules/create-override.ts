import { Fault } from '../../../faults/fault.js';
import type { OverrideDraft, WireOverride } from '../../../upstream/pagerduty/wire-schedule.js';
import { requireComplete } from '../../../upstream/transport/partial-list.js';
import type { PagerDutyAccountContext } from '../../core/context.js';
import type { UserError } from '../../core/errors/user-error.type.js';
import { parsePagerDutyRef } from '../../core/ids/pagerduty-ref.js';
import { readThenWrite } from '../../core/mutations/read-then-write.js';
import { withFieldPath } from '../../core/mutations/with-field-path.js';
import { prepareUserLookup } from '../users/user.ref.js';
import { isSameOverride, listOverrides } from './list-overrides.js';
import { toOverride } from './override.map.js';
import type { CreateScheduleOverrideInput } from './override-mutations.input.js';
import type { CreateScheduleOverridePayload } from './override-mutations.type.js';
import { parseOverrideStart, toOverridePeriod } from './override-times.js';
import { findShiftPeriod, isOnCallThroughout, readShifts } from './read-shifts.js';

export const SCHEDULE_PATH = ['input', 'schedule'];
const USER_PATH = ['input', 'user'];

type CreationResult = Omit<CreateScheduleOverridePayload, 'userErrors'> & { userErrors?: readonly UserError[] };

/** Optional parts of the result, each of which needs a call. */
export interface CreationOptions {
  readonly wantsIds: boolean;
  readonly wantsShifts: boolean;
  /** Whether the user is read before the write. */
  readonly checksUser: boolean;
}

/** The existing overrides of the period. */
interface Overlap {
  /** Whether an equal override applies during the whole period. */
  readonly applies: boolean;
  readonly all: readonly WireOverride[];
  readonly same: readonly WireOverride[];
  readonly others: readonly WireOverride[];
}

interface Outcome {
  readonly override?: WireOverride | undefined;
  readonly changed: boolean;
  readonly overlapping: readonly WireOverride[];
  readonly userErrors?: readonly UserError[];
}

/**
 * Creates an override unless an equal one applies already, or others overlap and the caller does not allow it. After a lost
 * response the overrides are read again: one more of the same user and times is the created one.
 *
 * @throws {Fault} `INVALID_INPUT`, `NOT_FOUND`; with `outcome: UNKNOWN` if it is unknown whether it was created
 */
export async function createOverride(
  input: CreateScheduleOverrideInput,
  accountContext: PagerDutyAccountContext,
  { wantsIds, wantsShifts, checksUser }: CreationOptions,
): Promise<CreationResult> {
  const { scheduleId, window, draft } = await prepareOverride(input, accountContext);
  if (checksUser && input.user.email == null) await assertUserExists(draft.userId, accountContext);
  // Before the guard read, so that the guard read is as recent as possible.
  const replacedShifts = wantsShifts
    ? await withFieldPath(SCHEDULE_PATH, readShifts(scheduleId, window, accountContext))
    : null;
  let sameBefore = 0;
  const outcome = await readThenWrite<Overlap, Outcome>(accountContext, {
    async read(previousFault) {
      const listed = await withFieldPath(SCHEDULE_PATH, listOverrides(scheduleId, window, accountContext, wantsIds));
      const overlap = await findOverlap(requireComplete(listed), scheduleId, draft, accountContext);
      if (!previousFault) sameBefore = overlap.same.length;
      return overlap;
    },
    resultWithoutWrite(overlap, previousFault) {
      if (previousFault?.outcome !== 'UNKNOWN') return decideWithoutWrite(overlap, input);
      if (overlap.same.length <= sameBefore) throw previousFault;
      return { override: overlap.same.at(-1), changed: true, overlapping: overlap.others };
    },
    async write({ others }) {
      const created = await withFieldPath(SCHEDULE_PATH, accountContext.client.createOverride(scheduleId, draft));
      return { override: created, changed: true, overlapping: others };
    },
    canRetry: true,
  });
  const toOne = (wire: WireOverride) => toOverride(wire, accountContext);
  const { override, overlapping, ...rest } = outcome;
  return { ...rest, override: override ? toOne(override) : null, overlapping: overlapping.map(toOne), replacedShifts };
}

/** The outcome if nothing has to be written; undefined otherwise. */
function decideWithoutWrite(overlap: Overlap, input: CreateScheduleOverrideInput): Outcome | undefined {
  const { applies, all, same, others } = overlap;
  if (applies) return { override: same.at(-1), changed: false, overlapping: others };
  if (all.length > 0 && !input.allowOverlap)
    return { changed: false, overlapping: all, userErrors: [createOverlapError(all.length)] };
  return input.dryRun ? { changed: false, overlapping: others } : undefined;
}

/** Validates the input before any call. Without an end, the shift that runs at the start is read. */
async function prepareOverride(input: CreateScheduleOverrideInput, accountContext: PagerDutyAccountContext) {
  const now = accountContext.client.now();
  const start = parseOverrideStart(input.start, now);
  const givenPeriod = input.end && toOverridePeriod(start, input.end.getTime(), now);
  const scheduleId = parsePagerDutyRef(input.schedule, 'Schedule', accountContext, SCHEDULE_PATH);
  const lookUpUser = prepareUserLookup(input.user, accountContext, USER_PATH);
  const window =
    givenPeriod ?? (await withFieldPath(SCHEDULE_PATH, findShiftPeriod(scheduleId, start, accountContext)));
  const draft: OverrideDraft = { start: window.since, end: window.until, userId: await lookUpUser() };
  return { scheduleId, window, draft };
}

/** PagerDuty refuses an unknown user only at the write, and without a code. Without this, a dry run would accept one. */
async function assertUserExists(userId: string, { loaders }: PagerDutyAccountContext): Promise<void> {
  try {
    await withFieldPath(USER_PATH, loaders.user.load(userId));
  } catch (error) {
    // Whether the user exists stays unknown, for example if the credential must not read users.
    if (!(error instanceof Fault) || error.code === 'NOT_FOUND') throw error;
  }
}

/**
 * PagerDuty may also list an override that only touches the period. It does not state which of several was created last, and
 * so applies: only the shifts show that.
 */
async function findOverlap(
  overrides: readonly WireOverride[],
  scheduleId: string,
  { start, end, userId }: OverrideDraft,
  accountContext: PagerDutyAccountContext,
): Promise<Overlap> {
  const [from, to] = [Date.parse(start), Date.parse(end)];
  const wanted: WireOverride = { start, end, user: { id: userId, type: 'user_reference' } };
  const all = overrides.filter((one) => Date.parse(one.start) < to && Date.parse(one.end) > from);
  const same = all.filter((one) => isSameOverride(one, wanted));
  const others = all.filter((one) => !isSameOverride(one, wanted));
  const window = { since: start, until: end };
  const applies =
    same.length > 0 && (others.length === 0 || (await isOnCallThroughout(userId, scheduleId, window, accountContext)));
  return { applies, all, same, others };
}

function createOverlapError(count: number): UserError {
  const existing = count === 1 ? 'an existing override' : `${count} existing overrides`;
  return {
    code: 'CONFIRMATION_REQUIRED',
    message: `The override would replace ${existing} in this period. Set \`allowOverlap\` to create it nevertheless.`,
    field: ['input', 'allowOverlap'],
  };
}
