import { toUrlSafeId } from '../transport/http/url-safe-id.js';
import type { ClientContext } from './requester.js';
import { ENDPOINTS } from './endpoints.js';
import { decodeObject, decodePage } from './envelope.js';
import { formatNameQuery, formatWindowQuery } from './query-string.js';
import { isSchedule } from './type-guards.js';
import type { NameQuery, Page } from './wire.js';
import type { ScheduleWindow, WireSchedule } from './wire-schedule.js';

/** Schedules and who is on call by them. */
export interface Schedules {
  /** `GET /schedules`. */
  listSchedules(query: NameQuery): Promise<Page<WireSchedule>>;
  /** `GET /schedules/{id}`; with a window also its shifts, cut at both ends. */
  getSchedule(id: string, window?: ScheduleWindow): Promise<WireSchedule>;
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
};
