import { Fault } from '../../../../faults/fault.js';
import type { PagerDutyAccountContext } from '../../../core/context.js';
import { withFieldPath } from '../../../core/mutations/with-field-path.js';
import { parseIncidentRef } from '../incident.ref.js';
import { INCIDENT_PATH } from '../mutation.input.js';
import { createMissingResultFault, toItemError } from '../status/item-errors.js';
import { withIncidentId } from '../with-incident-id.js';
import type { ResponderCancellationResult } from './cancel-responder-requests.type.js';
import { findRequesterId } from './requester.js';
import type { CancelResponderRequestsInput } from './request-responders.input.js';
import { prepareResponders, RESPONDERS_PATH } from './responder-targets.js';
import { ResponderState } from './responder.type.js';

interface SentCancellation {
  readonly incidentId: string;
  readonly results: readonly ResponderCancellationResult[];
}

type CancellationInput = CancelResponderRequestsInput & { readonly actor: string | undefined };

/**
 * Cancels pending requests with one call. It is not retried after a lost response, because the second one would no longer
 * show what was cancelled.
 *
 * @throws {Fault} `INVALID_INPUT` or `LIMIT_EXCEEDED` before any call where possible; `NOT_FOUND`; with `outcome: UNKNOWN`
 * after a lost response
 */
export async function cancelResponderRequests(
  input: CancellationInput,
  accountContext: PagerDutyAccountContext,
): Promise<SentCancellation> {
  const { client } = accountContext;
  const locator = parseIncidentRef(input.incident, accountContext, INCIDENT_PATH);
  const findTargets = prepareResponders(input.responders, 'can be cancelled', accountContext);
  const [targets, requesterId] = await Promise.all([findTargets(), findRequesterId(input.actor, accountContext)]);
  return withIncidentId(locator, accountContext, INCIDENT_PATH, async (incidentId) => {
    const sent = client.cancelResponderRequests(incidentId, { requesterId, targets });
    const confirmed = new Map((await withFieldPath(INCIDENT_PATH, sent)).map(({ id, result }) => [id, result]));
    return { incidentId, results: targets.map(({ id }, index) => toResult(confirmed.get(id), index)) };
  });
}

function toResult(result: string | undefined, index: number): ResponderCancellationResult {
  const unchanged = { index, changed: false, state: null, userErrors: [] };
  switch (result) {
    case 'cancelled':
      return { ...unchanged, changed: true, state: ResponderState.CANCELLED };
    case 'not_found':
      return unchanged;
    case 'declined':
      return { ...unchanged, state: ResponderState.DECLINED };
    case 'joined':
      return { ...unchanged, state: ResponderState.JOINED, userErrors: [toError(createJoinedFault(), index)] };
    default:
      return { ...unchanged, userErrors: [toError(createMissingResultFault('responder'), index)] };
  }
}

function toError(fault: Fault, index: number) {
  return toItemError(fault, [...RESPONDERS_PATH, String(index)]);
}

function createJoinedFault(): Fault {
  return new Fault('CONFLICT', 'The responder has joined already, and only a pending request can be cancelled.');
}
