import { hasId, isObject } from '../../shared/json.js';
import { toUrlSafeId } from '../transport/http/url-safe-id.js';
import type { ClientContext } from './requester.js';
import { ENDPOINTS } from './endpoints.js';
import { decodeList, decodeObject } from './envelope.js';
import { toResponderCancellationBody, toResponderRequestBody } from './request-body.js';
import { isCancelledTarget, toRequestedTargets } from './type-guards.js';
import type {
  CancelledTarget,
  RequestedTarget,
  ResponderCancellationDraft,
  ResponderRequestDraft,
} from './wire-responder.js';
import type { StatusUpdateDraft, WrittenStatusUpdate } from './wire-status-update.js';

/** Writes that reach people at once, so that none may be sent twice, and the cancellation of requests. */
export interface IncidentMessages {
  /** `POST /incidents/{id}/responder_requests`; the requester is in the body instead of `From`. */
  requestResponders(incidentId: string, draft: ResponderRequestDraft): Promise<readonly RequestedTarget[]>;
  /** `PUT /incidents/{id}/responder_requests/cancel`; only pending requests, and all of those that a policy caused. */
  cancelResponderRequests(incidentId: string, draft: ResponderCancellationDraft): Promise<readonly CancelledTarget[]>;
  /** `POST /incidents/{id}/status_updates`; mails every subscriber. */
  publishStatusUpdate(
    incidentId: string,
    draft: StatusUpdateDraft,
    actor?: string | null,
  ): Promise<WrittenStatusUpdate>;
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
  async cancelResponderRequests(incidentId, draft) {
    const change = { body: toResponderCancellationBody(draft) };
    const path = `/incidents/${toUrlSafeId(incidentId)}/responder_requests/cancel`;
    const response = await this.send(ENDPOINTS.cancelResponderRequests, 'PUT', path, change);
    return decodeList(response, 'responder_request_targets', isCancelledTarget);
  },
  async publishStatusUpdate(incidentId, draft, actor) {
    const change = { body: toStatusUpdateBody(draft), actor };
    const path = `/incidents/${toUrlSafeId(incidentId)}/status_updates`;
    return decodeObject(await this.send(ENDPOINTS.publishStatusUpdate, 'POST', path, change), 'status_update', hasId);
  },
};

/** It has no root key (docs/upstream-quirks.md, quirk 42). */
function toStatusUpdateBody({ message, email }: StatusUpdateDraft): string {
  return JSON.stringify({ message, ...(email && { subject: email.subject, html_message: email.htmlMessage }) });
}
