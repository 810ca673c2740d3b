import type { PagerDutyAccountContext } from '../../../core/context.js';
import { assertListSize } from '../../../core/input/validate.js';
import type { ResponderTarget as WireTarget } from '../../../../upstream/pagerduty/wire-responder.js';
import { prepareTargets } from '../prepare-targets.js';
import { MAX_RESPONDER_TARGETS, type ResponderTarget } from './request-responders.input.js';

export const RESPONDERS_PATH = ['input', 'responders'];

const POLICY = { member: 'escalationPolicy', type: 'escalation_policy', idType: 'EscalationPolicy' } as const;

/**
 * Validates the responders of a mutation at once and returns a function that looks up the users.
 *
 * @param action what the mutation does to them, e.g. "can be requested"
 * @throws {Fault} `INVALID_INPUT` or `LIMIT_EXCEEDED`; the returned function also `NOT_FOUND`
 */
export function prepareResponders(
  responders: readonly ResponderTarget[],
  action: string,
  accountContext: PagerDutyAccountContext,
): () => Promise<readonly WireTarget[]> {
  const given = assertListSize(responders, MAX_RESPONDER_TARGETS, `responders ${action}`, RESPONDERS_PATH);
  return prepareTargets(given, POLICY, 'responder', accountContext, RESPONDERS_PATH);
}
