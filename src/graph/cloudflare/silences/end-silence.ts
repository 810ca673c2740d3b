import { Fault } from '../../../faults/fault.js';
import type { WireSilence } from '../../../upstream/cloudflare/wire.js';
import { findEntry } from '../../../upstream/transport/partial-list.js';
import type { CloudflareAccountContext } from '../../core/context.js';
import { isSameCloudflareId, normalizeCloudflareId, parseCloudflareId } from '../../core/ids/global-id.js';
import { readThenWrite } from '../../core/mutations/read-then-write.js';
import type { EndPolicySilenceInput } from './silence-mutations.input.js';
import type { EndPolicySilencePayload } from './silence-mutations.type.js';
import { toSilence, toSilenceStatus } from './silence.map.js';
import { SilenceStatus } from './silence.type.js';

const SILENCE_PATH = ['input', 'silence'];

/** The silence as last read. */
interface SilenceState {
  readonly silence: WireSilence;
  readonly isGone: boolean;
}

interface EndOutcome {
  readonly silence: WireSilence;
  readonly ended: boolean;
}

/**
 * Ends a silence by deleting it; one that is over stays as it is. Cloudflare accepts the deletion of an unknown silence, so
 * it is looked up first. After a lost response it is looked up again: one that is gone was deleted. Ends of one silence take
 * turns, so that only one of them reports that it ended it.
 *
 * @throws {Fault} `INVALID_INPUT`, `NOT_FOUND`, `CONFLICT` when the turn does not come in time
 */
export async function endSilence(
  { silence: id }: EndPolicySilenceInput,
  accountContext: CloudflareAccountContext,
): Promise<Omit<EndPolicySilencePayload, 'userErrors'>> {
  const { client, policyLock, key } = accountContext;
  const silenceId = parseCloudflareId(id, 'PolicySilence', key, SILENCE_PATH);
  let before: WireSilence | undefined;

  const work = () =>
    readThenWrite<SilenceState, EndOutcome>(accountContext, {
      async read(previousFault) {
        const found = findEntry(await client.listSilences(), (candidate) =>
          isSameCloudflareId(candidate.id, silenceId),
        );
        if (!found && before && previousFault?.outcome === 'UNKNOWN') return { silence: before, isGone: true };
        before = found ?? throwNotFound();
        return { silence: before, isGone: false };
      },
      resultWithoutWrite({ silence: current, isGone }) {
        if (isGone) return { silence: current, ended: true };
        const isOver = toSilenceStatus(current, Date.now()) === SilenceStatus.PAST;
        return isOver ? { silence: current, ended: false } : undefined;
      },
      write: async ({ silence: current }, previousFault) => ({
        silence: current,
        ended: await deleteSilence(current, accountContext, previousFault),
      }),
      canRetry: true,
    });
  const lockKey = JSON.stringify([key, 'end of silence', normalizeCloudflareId(silenceId)]);
  const { silence, ended } = await policyLock(lockKey, work);
  return { silence: toSilence(silence, accountContext), ended };
}

/** Returns false if somebody else ended it meanwhile. */
async function deleteSilence(
  { id }: WireSilence,
  { client }: CloudflareAccountContext,
  previousFault: Fault | undefined,
): Promise<boolean> {
  try {
    await client.deleteSilence(id);
    return true;
  } catch (error) {
    if (error instanceof Fault && error.code === 'NOT_FOUND') return previousFault?.outcome === 'UNKNOWN';
    throw error;
  }
}

function throwNotFound(): never {
  const message = 'The account has no such silence. Use an `id` of `silences`; a new one may be listed a moment later.';
  throw new Fault('NOT_FOUND', message, { field: SILENCE_PATH });
}
