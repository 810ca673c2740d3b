import { toUrlSafeId } from '../transport/http/url-safe-id.js';
import type { ClientContext } from './requester.js';
import { ENDPOINTS } from './endpoints.js';
import {
  createUnreadableFault,
  decodeBodyObject,
  decodeList,
  decodeObject,
  decodeOnlyItem,
  decodePage,
  requireSuccess,
} from './envelope.js';
import { formatNameQuery, formatOverrideQuery, formatWindowQuery } from './query-string.js';
import { toOverrideBody } from './request-body.js';
import { isSchedule, isShift } from './type-guards.js';
import type { NameQuery, Page } from './wire.js';
import type { OverrideDraft, ScheduleWindow, WireOverride, WireSchedule } from './wire-schedule.js';

/** Schedules and who is on call by them. */
export interface Schedules {
  /** `GET /schedules`. */
  listSchedules(query: NameQuery): Promise<Page<WireSchedule>>;
  /** `GET /schedules/{id}`; with a window also its shifts, cut at both ends. */
  getSchedule(id: string, window?: ScheduleWindow): Promise<WireSchedule>;
  /** `GET /schedules/{id}/overrides`, not paged and not cut; with `isEditable` those that have not begun, with their ids. */
  listOverrides(scheduleId: string, window: ScheduleWindow, isEditable?: boolean): Promise<readonly WireOverride[]>;
  /** `POST /schedules/{id}/overrides` of one. */
  createOverride(scheduleId: string, draft: OverrideDraft): Promise<WireOverride>;
  /** `DELETE /schedules/{id}/overrides/{override_id}`; a running one is only ended (docs/upstream-quirks.md, quirk 183). */
  deleteOverride(scheduleId: string, overrideId: string): Promise<'deleted' | 'ended'>;
}

export const schedules: Schedules & ThisType<ClientContext> = {
  async listSchedules(query) {
    const path = `/schedules${formatNameQuery(query)}`;
    return decodePage(await this.send(ENDPOINTS.listSchedules, 'GET', path), 'schedules', isSchedule);
  },
  async getSchedule(id, window) {
    const path = `/schedules/${toUrlSafeId(id)}${formatWindowQuery(window)}`;
    return decodeObject(await this.send(ENDPOINTS.getSchedule, 'GET', path), 'schedule', isSchedule);
  },
  async listOverrides(scheduleId, window, isEditable = false) {
    const path = `${toOverridesPath(scheduleId)}${formatOverrideQuery(window, isEditable)}`;
    return decodeList(await this.send(ENDPOINTS.listOverrides, 'GET', path), 'overrides', isShift);
  },
  async createOverride(scheduleId, draft) {
    const write = { body: toOverrideBody(draft) };
    const response = await this.send(ENDPOINTS.createOverride, 'POST', toOverridesPath(scheduleId), write);
    const { override } = decodeOnlyItem(response);
    if (!isShift(override)) throw createUnreadableFault(response);
    return override;
  },
  async deleteOverride(scheduleId, overrideId) {
    const path = `${toOverridesPath(scheduleId)}/${toUrlSafeId(overrideId)}`;
    const response = await this.send(ENDPOINTS.deleteOverride, 'DELETE', path);
    requireSuccess(response);
    // Whether a 200 has a body is not documented; a page of a proxy is not taken for one.
    if (response.text.trim() !== '') decodeBodyObject(response);
    return response.status === 204 ? 'deleted' : 'ended';
  },
};

const toOverridesPath = (scheduleId: string): string => `/schedules/${toUrlSafeId(scheduleId)}/overrides`;
