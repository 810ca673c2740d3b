import pMap from 'p-map';
import { Fault } from '../../../../faults/fault.js';
import { MAX_CONCURRENT_READS } from '../../../../upstream/pagerduty/limits.js';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import { assertListSize } from '../../../core/input/validate.js';
import { readThenWrite } from '../../../core/mutations/read-then-write.js';
import { withFieldPath } from '../../../core/mutations/with-field-path.js';
import { resolveIncidentId } from '../find-incident.js';
import { type IncidentLocator, parseIncidentRef } from '../incident.ref.js';
import { MAX_MERGE_SOURCES, type MergeIncidentsInput } from './edit-incident.input.js';

const TARGET_PATH = ['input', 'into'];
const SOURCES_PATH = ['input', 'sources'];

interface MergeIds {
  readonly intoId: string;
  readonly sourceIds: readonly string[];
}

/** @returns the id of the target; PagerDuty returns only a reference to it (docs/upstream-quirks.md, quirk 43) */
export async function mergeIncidents(
  { into, sources, actor }: MergeIncidentsInput,
  accountContext: PagerDutyAccountContext,
): Promise<string> {
  const target = parseIncidentRef(into, accountContext, TARGET_PATH);
  const given = assertListSize(sources, MAX_MERGE_SOURCES, 'incidents can be merged', SOURCES_PATH);
  const locators = given.map((ref, index) => parseIncidentRef(ref, accountContext, toSourcePath(index)));
  return readThenWrite<MergeIds, string>(accountContext, {
    // A dedup key may refer to another incident by the time a delayed write is sent.
    read: () => resolveMergeIds(target, locators, accountContext),
    resultWithoutWrite: rejectSelfMerge,
    async write({ intoId, sourceIds }) {
      const merge = accountContext.client.mergeIncidents(intoId, [...new Set(sourceIds)], actor);
      await withFieldPath(TARGET_PATH, merge, { incidents: SOURCES_PATH });
      return intoId;
    },
  });
}

const toSourcePath = (index: number): string[] => [...SOURCES_PATH, String(index)];

async function resolveMergeIds(
  target: IncidentLocator,
  sources: readonly IncidentLocator[],
  accountContext: PagerDutyAccountContext,
): Promise<MergeIds> {
  const intoId = await resolveIncidentId(target, accountContext, TARGET_PATH);
  const resolveSource = (locator: IncidentLocator, index: number) =>
    resolveIncidentId(locator, accountContext, toSourcePath(index));
  return { intoId, sourceIds: await pMap(sources, resolveSource, { concurrency: MAX_CONCURRENT_READS }) };
}

function rejectSelfMerge({ intoId, sourceIds }: MergeIds): undefined {
  const selfIndex = sourceIds.indexOf(intoId);
  if (selfIndex < 0) return undefined;
  throw new Fault('INVALID_INPUT', 'An incident cannot be merged into itself.', { field: toSourcePath(selfIndex) });
}
