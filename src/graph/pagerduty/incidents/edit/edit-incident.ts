import pMap from 'p-map';
import { Fault } from '../../../../faults/fault.js';
import type { IncidentEcho, Reassignment, WireIncident } from '../../../../upstream/pagerduty/wire.js';
import { known, notEmpty, onlyMember } from '../../../core/input/validate.js';
import type { PagerDutyAccess } from '../../../core/context.js';
import { pagerDutyIdOf } from '../../../core/ids/pagerduty-ref.js';
import { priorityFinder } from '../../priorities/priority.ref.js';
import { readThenWrite } from '../../../core/mutations/read-then-write.js';
import { blaming } from '../../../core/mutations/run-mutation.js';
import { userFinder } from '../../users/user.ref.js';
import type {
  AssignmentTarget,
  MergeIncidentsInput,
  ReassignIncidentInput,
  SnoozeIncidentInput,
  UpdateIncidentInput,
} from './edit-incident.input.js';
import { findIncident, incidentIdOf, locatorOf } from '../incident.ref.js';
import { onIncident } from '../with-incident-id.js';
import { checkedTitle } from '../trigger/title-template.js';

const FIELD = ['input', 'incident'];
const LONGEST_SNOOZE_SECONDS = 604_800;
const MOST_SOURCES = 100;
const CONCURRENT_READS = 4;

/** @throws {Fault} `INVALID_INPUT` when nothing is to be changed */
export async function update(input: UpdateIncidentInput, access: PagerDutyAccess): Promise<IncidentEcho> {
  const locator = locatorOf(input.incident, access, FIELD);
  const title = input.title == null ? undefined : checkedTitle(input.title, ['input', 'title']);
  const urgency = input.urgency == null ? undefined : known(input.urgency, ['input', 'urgency']);
  const findPriority = input.priority && priorityFinder(input.priority, access, ['input', 'priority']);
  if (title === undefined && urgency === undefined && !findPriority) {
    throw new Fault('INVALID_INPUT', 'Give a title, an urgency or a priority.', { field: ['input'] });
  }
  const priorityId = await findPriority?.();
  return onIncident(locator, access, FIELD, (id) =>
    blaming(FIELD, access.client.updateIncident(id, { title, urgency, priorityId }, input.actor), {
      priority: ['input', 'priority'],
    }),
  );
}

/** Reads the status first: PagerDuty leaves a resolved incident without assignees and says nothing. */
export async function reassign(input: ReassignIncidentInput, access: PagerDutyAccess): Promise<IncidentEcho> {
  const locator = locatorOf(input.incident, access, FIELD);
  const findTarget = assignmentFinder(input.to, access);
  const to = await findTarget();
  return readThenWrite<WireIncident, IncidentEcho>(access, {
    read: () => findIncident(locator, access, FIELD),
    settled({ status }) {
      if (status !== 'resolved') return undefined;
      throw new Fault('CONFLICT', 'The incident is resolved; nobody can be assigned to it.', { field: FIELD });
    },
    write: ({ id }) =>
      blaming(FIELD, access.client.reassignIncident(id, to, input.actor), {
        assignee: ['input', 'to', 'users'],
        escalationPolicy: ['input', 'to', 'escalationPolicy'],
      }),
  });
}

/** Judges a target at once; what is returned looks people up. */
function assignmentFinder(target: AssignmentTarget, access: PagerDutyAccess): () => Promise<Reassignment> {
  const path = ['input', 'to'];
  const { users, escalationPolicy, escalationLevel } = onlyMember(target, path);
  if (escalationPolicy != null) {
    const field = [...path, 'escalationPolicy'];
    const escalationPolicyId = pagerDutyIdOf(escalationPolicy, 'EscalationPolicy', access, field);
    return async () => ({ escalationPolicyId });
  }
  if (escalationLevel != null) {
    if (escalationLevel >= 1) return async () => ({ escalationLevel });
    throw new Fault('INVALID_INPUT', 'Escalation levels begin at 1.', { field: [...path, 'escalationLevel'] });
  }
  const field = [...path, 'users'];
  const finders = notEmpty(users ?? [], field).map((ref, index) => userFinder(ref, access, [...field, String(index)]));
  return async () => ({ userIds: await Promise.all(finders.map((find) => find())) });
}

/** Only an acknowledged incident can sleep; that is looked at first, for PagerDuty would take a triggered one's alarm away. */
export async function snooze(input: SnoozeIncidentInput, access: PagerDutyAccess): Promise<IncidentEcho> {
  const { durationSeconds, actor } = input;
  if (durationSeconds < 1 || durationSeconds > LONGEST_SNOOZE_SECONDS) {
    throw new Fault('INVALID_INPUT', 'A snooze lasts 1 to 604800 seconds.', { field: ['input', 'durationSeconds'] });
  }
  const locator = locatorOf(input.incident, access, FIELD);
  return readThenWrite<WireIncident, IncidentEcho>(access, {
    read: () => findIncident(locator, access, FIELD),
    settled({ status }) {
      if (status === 'acknowledged') return undefined;
      throw new Fault('CONFLICT', `Only an acknowledged incident can be snoozed; this one is ${status}.`, {
        field: FIELD,
      });
    },
    write: ({ id }) => blaming(FIELD, access.client.snoozeIncident(id, durationSeconds, actor)),
  });
}

/** @returns the id of the incident they were merged into; PagerDuty answers a mere reference (contracts: quirk 43) */
export async function merge({ into, sources, actor }: MergeIncidentsInput, access: PagerDutyAccess): Promise<string> {
  const field = ['input', 'sources'];
  const target = locatorOf(into, access, ['input', 'into']);
  const locators = notEmpty(sources, field).map((ref, index) => locatorOf(ref, access, [...field, String(index)]));
  if (locators.length > MOST_SOURCES) {
    throw new Fault('LIMIT_EXCEEDED', 'At most 100 incidents can be merged at once.', { field });
  }
  const idsOf = async () => ({
    intoId: await incidentIdOf(target, access, ['input', 'into']),
    sourceIds: await pMap(locators, (one, index) => incidentIdOf(one, access, [...field, String(index)]), {
      concurrency: CONCURRENT_READS,
    }),
  });
  return readThenWrite<Awaited<ReturnType<typeof idsOf>>, string>(access, {
    // What a dedup key means may change while the write is kept waiting.
    read: idsOf,
    settled({ intoId, sourceIds }) {
      const itself = sourceIds.indexOf(intoId);
      if (itself < 0) return undefined;
      const own = [...field, String(itself)];
      throw new Fault('INVALID_INPUT', 'An incident cannot be merged into itself.', { field: own });
    },
    async write({ intoId, sourceIds }) {
      await blaming(['input', 'into'], access.client.mergeIncidents(intoId, [...new Set(sourceIds)], actor), {
        incidents: field,
      });
      return intoId;
    },
  });
}
