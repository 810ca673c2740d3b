import pMap from 'p-map';
import { Fault } from '../../../../faults/fault.js';
import type { WrittenIncident, Reassignment, WireIncident } from '../../../../upstream/pagerduty/wire.js';
import { assertKnownEnum, assertNotEmpty, assertOneOf } from '../../../core/input/validate.js';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import { parsePagerDutyRef } from '../../../core/ids/pagerduty-ref.js';
import { preparePriorityLookup } from '../../priorities/priority.ref.js';
import { readThenWrite } from '../../../core/mutations/read-then-write.js';
import { withFieldPath } from '../../../core/mutations/run-mutation.js';
import { prepareUserLookup } from '../../users/user.ref.js';
import type {
  AssignmentTarget,
  MergeIncidentsInput,
  ReassignIncidentInput,
  SnoozeIncidentInput,
  UpdateIncidentInput,
} from './edit-incident.input.js';
import { findIncident, resolveIncidentId, parseIncidentRef } from '../incident.ref.js';
import { withIncidentId } from '../with-incident-id.js';
import { validateTitle } from '../trigger/title-template.js';

const INCIDENT_PATH = ['input', 'incident'];
const MAX_SNOOZE_SECONDS = 604_800;
const MAX_MERGE_SOURCES = 100;
const CONCURRENT_READS = 4;

/** @throws {Fault} `INVALID_INPUT` when nothing is to be changed */
export async function updateIncident(
  input: UpdateIncidentInput,
  accountContext: PagerDutyAccountContext,
): Promise<WrittenIncident> {
  const locator = parseIncidentRef(input.incident, accountContext, INCIDENT_PATH);
  const title = input.title == null ? undefined : validateTitle(input.title, ['input', 'title']);
  const urgency = input.urgency == null ? undefined : assertKnownEnum(input.urgency, ['input', 'urgency']);
  const findPriority = input.priority && preparePriorityLookup(input.priority, accountContext, ['input', 'priority']);
  if (title === undefined && urgency === undefined && !findPriority) {
    throw new Fault('INVALID_INPUT', 'Give a title, an urgency or a priority.', { field: ['input'] });
  }
  const priorityId = await findPriority?.();
  return withIncidentId(locator, accountContext, INCIDENT_PATH, (id) =>
    withFieldPath(
      INCIDENT_PATH,
      accountContext.client.updateIncident(id, { title, urgency, priorityId }, input.actor),
      {
        priority: ['input', 'priority'],
      },
    ),
  );
}

/** Reads the status first: PagerDuty leaves a resolved incident without assignees and says nothing. */
export async function reassignIncident(
  input: ReassignIncidentInput,
  accountContext: PagerDutyAccountContext,
): Promise<WrittenIncident> {
  const locator = parseIncidentRef(input.incident, accountContext, INCIDENT_PATH);
  const findTarget = prepareAssignmentLookup(input.to, accountContext);
  const to = await findTarget();
  return readThenWrite<WireIncident, WrittenIncident>(accountContext, {
    read: () => findIncident(locator, accountContext, INCIDENT_PATH),
    resultWithoutWrite({ status }) {
      if (status !== 'resolved') return undefined;
      throw new Fault('CONFLICT', 'The incident is resolved; nobody can be assigned to it.', { field: INCIDENT_PATH });
    },
    write: ({ id }) =>
      withFieldPath(INCIDENT_PATH, accountContext.client.reassignIncident(id, to, input.actor), {
        assignee: ['input', 'to', 'users'],
        escalationPolicy: ['input', 'to', 'escalationPolicy'],
      }),
  });
}

/** Judges a target at once; what is returned looks people up. */
function prepareAssignmentLookup(
  target: AssignmentTarget,
  accountContext: PagerDutyAccountContext,
): () => Promise<Reassignment> {
  const path = ['input', 'to'];
  const { users, escalationPolicy, escalationLevel } = assertOneOf(target, path);
  if (escalationPolicy != null) {
    const field = [...path, 'escalationPolicy'];
    const escalationPolicyId = parsePagerDutyRef(escalationPolicy, 'EscalationPolicy', accountContext, field);
    return async () => ({ escalationPolicyId });
  }
  if (escalationLevel != null) {
    if (escalationLevel >= 1) return async () => ({ escalationLevel });
    throw new Fault('INVALID_INPUT', 'Escalation levels begin at 1.', { field: [...path, 'escalationLevel'] });
  }
  const field = [...path, 'users'];
  const lookups = assertNotEmpty(users ?? [], field).map((ref, index) =>
    prepareUserLookup(ref, accountContext, [...field, String(index)]),
  );
  return async () => ({ userIds: await Promise.all(lookups.map((lookUp) => lookUp())) });
}

/** Only an acknowledged incident can sleep; that is looked at first, for PagerDuty would take a triggered one's alarm away. */
export async function snoozeIncident(
  input: SnoozeIncidentInput,
  accountContext: PagerDutyAccountContext,
): Promise<WrittenIncident> {
  const { durationSeconds, actor } = input;
  if (durationSeconds < 1 || durationSeconds > MAX_SNOOZE_SECONDS) {
    throw new Fault('INVALID_INPUT', 'A snooze lasts 1 to 604800 seconds.', { field: ['input', 'durationSeconds'] });
  }
  const locator = parseIncidentRef(input.incident, accountContext, INCIDENT_PATH);
  return readThenWrite<WireIncident, WrittenIncident>(accountContext, {
    read: () => findIncident(locator, accountContext, INCIDENT_PATH),
    resultWithoutWrite({ status }) {
      if (status === 'acknowledged') return undefined;
      throw new Fault('CONFLICT', `Only an acknowledged incident can be snoozed; this one is ${status}.`, {
        field: INCIDENT_PATH,
      });
    },
    write: ({ id }) => withFieldPath(INCIDENT_PATH, accountContext.client.snoozeIncident(id, durationSeconds, actor)),
  });
}

/** @returns the id of the incident they were merged into; PagerDuty answers a mere reference (contracts: quirk 43) */
export async function mergeIncidents(
  { into, sources, actor }: MergeIncidentsInput,
  accountContext: PagerDutyAccountContext,
): Promise<string> {
  const field = ['input', 'sources'];
  const target = parseIncidentRef(into, accountContext, ['input', 'into']);
  const locators = assertNotEmpty(sources, field).map((ref, index) =>
    parseIncidentRef(ref, accountContext, [...field, String(index)]),
  );
  if (locators.length > MAX_MERGE_SOURCES) {
    throw new Fault('LIMIT_EXCEEDED', 'At most 100 incidents can be merged at once.', { field });
  }
  const resolveIds = async () => ({
    intoId: await resolveIncidentId(target, accountContext, ['input', 'into']),
    sourceIds: await pMap(
      locators,
      (locator, index) => resolveIncidentId(locator, accountContext, [...field, String(index)]),
      {
        concurrency: CONCURRENT_READS,
      },
    ),
  });
  return readThenWrite<Awaited<ReturnType<typeof resolveIds>>, string>(accountContext, {
    // What a dedup key means may change while the write is kept waiting.
    read: resolveIds,
    resultWithoutWrite({ intoId, sourceIds }) {
      const selfIndex = sourceIds.indexOf(intoId);
      if (selfIndex < 0) return undefined;
      const selfPath = [...field, String(selfIndex)];
      throw new Fault('INVALID_INPUT', 'An incident cannot be merged into itself.', { field: selfPath });
    },
    async write({ intoId, sourceIds }) {
      await withFieldPath(
        ['input', 'into'],
        accountContext.client.mergeIncidents(intoId, [...new Set(sourceIds)], actor),
        {
          incidents: field,
        },
      );
      return intoId;
    },
  });
}
