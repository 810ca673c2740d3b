import { Fault } from '../../../faults/fault.js';
import type { SilenceDraft, WireSilence } from '../../../upstream/cloudflare/wire.js';
import { getMutationTimeLeft } from '../../../upstream/transport/request-scope.js';
import { SYSTEM_CLOCK } from '../../../upstream/transport/resilience/clock.js';
import type { CloudflareAccountContext } from '../../core/context.js';
import { isSameCloudflareId, normalizeCloudflareId, parseCloudflareId } from '../../core/ids/global-id.js';
import { MAX_START_DELAY_MS } from '../../core/input/period.js';
import { readThenWrite } from '../../core/mutations/read-then-write.js';
import { withFieldPath } from '../../core/mutations/with-field-path.js';
import type { CreatePolicySilenceInput } from './silence-mutations.input.js';
import type { CreatePolicySilencePayload } from './silence-mutations.type.js';
import { toSilenceTimes } from './silence-times.js';
import { toMoment, toSilence } from './silence.map.js';

const POLICY_PATH = ['input', 'policy'];

/** Delays before a new silence is looked for, in milliseconds: it is listed only after a moment. */
const LISTING_DELAYS_MS = [0, 200, 400, 800];

/** Code of a silence that exists already, and of an internal error (docs/upstream-quirks.md, quirk 220). */
const EXISTS_OR_INTERNAL_ERROR = 15000;

/** Absent where the input omits them. */
interface WantedTimes {
  readonly start: Date | null | undefined;
  readonly end: Date | null | undefined;
}

/** What to send, with the policy's id as Cloudflare returned it, and a silence that equals it. */
interface CreationState {
  readonly draft: SilenceDraft;
  readonly existing: WireSilence | undefined;
}

interface CreationOutcome {
  readonly silence: WireSilence | undefined;
  readonly created: boolean;
}

/**
 * Silences a policy, unless a silence with these times exists. After a lost response the silences are listed before it is
 * sent again. Creates take turns.
 *
 * @throws {Fault} `INVALID_INPUT` before any call for a silence in the past or over a year; `NOT_FOUND` without such a policy
 */
export async function createSilence(
  { policy, start, end }: CreatePolicySilenceInput,
  accountContext: CloudflareAccountContext,
): Promise<Omit<CreatePolicySilencePayload, 'userErrors'>> {
  const { client, policyLock, key } = accountContext;
  const policyId = parseCloudflareId(policy, 'NotificationPolicy', key, POLICY_PATH);
  const wanted = { policy_id: policyId, ...toSilenceTimes(start, end, Date.now()) };
  const isWanted = (silence: WireSilence): boolean => isSameSilence(silence, wanted, { start, end });

  const work = () =>
    readThenWrite<CreationState, CreationOutcome>(accountContext, {
      async read() {
        const [silences, { id }] = await Promise.all([
          client.listSilences(),
          withFieldPath(POLICY_PATH, client.getPolicy(policyId)),
        ]);
        return { draft: { ...wanted, policy_id: id }, existing: silences.find(isWanted) };
      },
      resultWithoutWrite: ({ existing }, previousFault) =>
        existing && { silence: existing, created: isLostCreate(previousFault) },
      async write({ draft }) {
        await client.createSilence(draft);
        return { silence: await findListed(isWanted, accountContext), created: true };
      },
      canRetry: true,
    });

  const { silence, created } = await policyLock(
    JSON.stringify([key, 'silence', normalizeCloudflareId(policyId)]),
    work,
  );
  return { silence: silence ? toSilence(silence, accountContext) : null, created };
}

/**
 * Compares the moments, because texts differ. What the input omits is compared loosely, so that a repeat makes no second
 * silence: a start of now equals any that has begun, and an hour from now any that lasts about as long.
 */
function isSameSilence(silence: WireSilence, draft: SilenceDraft, { start, end }: WantedTimes): boolean {
  const [startAt, wantedStart] = [toMoment(silence.start_time), toMoment(draft.start_time)];
  const [endAt, wantedEnd] = [toMoment(silence.end_time), toMoment(draft.end_time)];
  return (
    isSameCloudflareId(silence.policy_id, draft.policy_id) &&
    (start == null ? startAt <= wantedStart : startAt === wantedStart) &&
    (start == null && end == null ? endAt >= wantedEnd - MAX_START_DELAY_MS : endAt === wantedEnd)
  );
}

/** Whether the silence exists because of the previous write, whose response was lost. */
function isLostCreate(previousFault: Fault | undefined): boolean {
  const codes = previousFault?.upstream?.errors.map(({ code }) => code) ?? [];
  return previousFault?.outcome === 'UNKNOWN' && !codes.includes(EXISTS_OR_INTERNAL_ERROR);
}

/** The created silence; undefined if it is not listed in time. Cloudflare returns no id. */
async function findListed(
  isWanted: (silence: WireSilence) => boolean,
  { client, requestScope }: CloudflareAccountContext,
): Promise<WireSilence | undefined> {
  for (const delayMs of LISTING_DELAYS_MS) {
    if (delayMs >= getMutationTimeLeft(requestScope)) return undefined;
    // oxlint-disable no-await-in-loop -- each look is later than the one before
    await SYSTEM_CLOCK.wait(delayMs);
    try {
      const found = (await client.listSilences()).find(isWanted);
      if (found) return found;
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      return undefined;
    }
    // oxlint-enable no-await-in-loop
  }
  return undefined;
}
