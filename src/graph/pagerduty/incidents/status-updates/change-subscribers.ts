import { Fault } from '../../../../faults/fault.js';
import type { SubscriberReference } from '../../../../upstream/pagerduty/wire-status-update.js';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import { toUserError, type UserError } from '../../../core/errors/user-error.type.js';
import { parsePagerDutyRef } from '../../../core/ids/pagerduty-ref.js';
import { assertNotEmpty, assertOneOf } from '../../../core/input/validate.js';
import { withFieldPath } from '../../../core/mutations/with-field-path.js';
import { prepareUserLookup } from '../../users/user.ref.js';
import { parseIncidentRef } from '../incident.ref.js';
import { INCIDENT_PATH } from '../mutation.input.js';
import { createMissingResultFault } from '../status/item-errors.js';
import { withIncidentId } from '../with-incident-id.js';
import { MAX_SUBSCRIBERS, type ChangeSubscribersInput, type SubscriberRef } from './change-subscribers.input.js';
import type { RemoveStatusUpdateSubscribersPayload, SubscriptionResult } from './change-subscribers.type.js';

const SUBSCRIBERS_PATH = ['input', 'subscribers'];

/**
 * Subscribes users and teams. A second subscription has no further effect, so that a call may run twice.
 *
 * @throws {Fault} `INVALID_INPUT` before any call where possible, `NOT_FOUND`
 */
export async function addSubscribers(
  input: ChangeSubscribersInput,
  accountContext: PagerDutyAccountContext,
): Promise<readonly SubscriptionResult[]> {
  return changeSubscribers(input, accountContext, async (incidentId, subscribers) => {
    const added = await accountContext.client.addSubscribers(incidentId, subscribers);
    const results = new Map(added.map(({ subscriber_id: id, result }) => [id, result]));
    return subscribers.map(({ id }, index) => toSubscriptionResult(results.get(id), index));
  });
}

function toSubscriptionResult(result: string | undefined, index: number): SubscriptionResult {
  if (result === 'success' || result === 'duplicate') return { index, changed: result === 'success', userErrors: [] };
  const fault = result === undefined ? createMissingResultFault() : createNotPermittedFault(`“${result}”`);
  const field = [...SUBSCRIBERS_PATH, String(index)];
  const code = result === undefined ? 'OUTCOME_UNKNOWN' : 'NOT_PERMITTED';
  return { index, changed: false, userErrors: [toUserError(fault.withDetails({ field }), code)] };
}

function createNotPermittedFault(reason: string): Fault {
  return new Fault('NOT_PERMITTED', `PagerDuty did not change the subscription: ${reason}. Check the id and the role.`);
}

interface Removal extends Omit<RemoveStatusUpdateSubscribersPayload, 'userErrors'> {
  readonly userErrors: readonly UserError[];
}

/**
 * Unsubscribes users and teams. PagerDuty returns counts only.
 *
 * @throws {Fault} `INVALID_INPUT` before any call where possible, `NOT_FOUND`
 */
export async function removeSubscribers(
  input: ChangeSubscribersInput,
  accountContext: PagerDutyAccountContext,
): Promise<Removal> {
  return changeSubscribers(input, accountContext, async (incidentId, subscribers) => {
    const { removed, notSubscribed, notPermitted } = await accountContext.client.removeSubscribers(
      incidentId,
      subscribers,
    );
    const fault = notPermitted && createNotPermittedFault(`${notPermitted} of ${subscribers.length} were refused`);
    return {
      removedCount: removed ?? null,
      notSubscribedCount: notSubscribed ?? null,
      userErrors: fault ? [toUserError(fault.withDetails({ field: SUBSCRIBERS_PATH }), 'NOT_PERMITTED')] : [],
    };
  });
}

async function changeSubscribers<T>(
  { incident, subscribers }: ChangeSubscribersInput,
  accountContext: PagerDutyAccountContext,
  change: (incidentId: string, subscribers: readonly SubscriberReference[]) => Promise<T>,
): Promise<T> {
  const locator = parseIncidentRef(incident, accountContext, INCIDENT_PATH);
  if (subscribers.length > MAX_SUBSCRIBERS) {
    throw new Fault('INVALID_INPUT', `At most ${MAX_SUBSCRIBERS} subscribers can be changed at once.`, {
      field: SUBSCRIBERS_PATH,
    });
  }
  const lookups = assertNotEmpty(subscribers, SUBSCRIBERS_PATH).map((ref, index) =>
    prepareLookup(ref, accountContext, [...SUBSCRIBERS_PATH, String(index)]),
  );
  const references = assertDistinct(await Promise.all(lookups.map((lookUp) => lookUp())));
  return withIncidentId(locator, accountContext, INCIDENT_PATH, (incidentId) =>
    withFieldPath(INCIDENT_PATH, change(incidentId, references)),
  );
}

function prepareLookup(
  ref: SubscriberRef,
  accountContext: PagerDutyAccountContext,
  field: readonly string[],
): () => Promise<SubscriberReference> {
  const { user, team } = assertOneOf(ref, field);
  if (team != null) {
    const id = parsePagerDutyRef(team, 'Team', accountContext, [...field, 'team']);
    return async () => ({ type: 'team', id });
  }
  const lookUp = prepareUserLookup(user ?? {}, accountContext, [...field, 'user']);
  return async () => ({ type: 'user', id: await lookUp() });
}

function assertDistinct(references: readonly SubscriberReference[]): readonly SubscriberReference[] {
  const repeated = references.findIndex(({ id }, index) => references.findIndex((other) => other.id === id) < index);
  if (repeated === -1) return references;
  throw new Fault('INVALID_INPUT', 'The subscriber is in the list twice. Name each subscriber once.', {
    field: [...SUBSCRIBERS_PATH, String(repeated)],
  });
}
