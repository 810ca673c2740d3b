import { isObject } from '../../shared/json.js';
import { toUrlSafeId } from '../transport/http/url-safe-id.js';
import type { ClientContext } from './requester.js';
import { ENDPOINTS } from './endpoints.js';
import { decodeObject } from './envelope.js';
import { toResponderRequestBody } from './request-body.js';
import { toRequestedTargets } from './type-guards.js';
import type { RequestedTarget, ResponderRequestDraft } from './wire-responder.js';

/** Writes that reach people at once, so that none may be sent twice. */
export interface IncidentMessages {
  /** `POST /incidents/{id}/responder_requests`; the requester is in the body instead of `From`. */
  requestResponders(incidentId: string, draft: ResponderRequestDraft): Promise<readonly RequestedTarget[]>;
}

export const incidentMessages: IncidentMessages & ThisType<ClientContext> = {
  async requestResponders(incidentId, draft) {
    const idsOf = (type: string) => draft.targets.filter((target) => target.type === type).map(({ id }) => id);
    const change = {
      body: toResponderRequestBody(draft),
      referencedIds: { assignee: idsOf('user'), escalationPolicy: idsOf('escalation_policy') },
    };
    const path = `/incidents/${toUrlSafeId(incidentId)}/responder_requests`;
    const response = await this.send(ENDPOINTS.requestResponders, 'POST', path, change);
    return toRequestedTargets(decodeObject(response, 'responder_request', isObject));
  },
};
