import { toUrlSafeId } from '../transport/http/url-safe-id.js';
import { ENDPOINTS } from './endpoints.js';
import { decodeObject, decodePage, requireEmptySuccess } from './envelope.js';
import { formatMaintenanceWindowQuery } from './query-string.js';
import { toMaintenanceWindowBody } from './request-body.js';
import type { ClientContext } from './requester.js';
import { isMaintenanceWindow } from './type-guards.js';
import type {
  MaintenanceWindowDraft,
  MaintenanceWindowQuery,
  WireMaintenanceWindow,
} from './wire-maintenance-window.js';
import type { Page } from './wire.js';

/** Maintenance windows (docs/upstream-quirks.md, "PagerDuty: maintenance windows"). */
export interface MaintenanceWindows {
  /** `GET /maintenance_windows`. */
  listMaintenanceWindows(query: MaintenanceWindowQuery): Promise<Page<WireMaintenanceWindow>>;
  /** `GET /maintenance_windows/{id}`. */
  getMaintenanceWindow(id: string): Promise<WireMaintenanceWindow>;
  /** `POST /maintenance_windows`; a start in the past becomes now. */
  createMaintenanceWindow(draft: MaintenanceWindowDraft, actor?: string | null): Promise<WireMaintenanceWindow>;
  /** `DELETE /maintenance_windows/{id}`: ends a running window, deletes a future one, and refuses a past one. */
  endMaintenanceWindow(id: string): Promise<void>;
}

const PATH = '/maintenance_windows';

const toPath = (id: string): string => `${PATH}/${toUrlSafeId(id)}`;

export const maintenanceWindows: MaintenanceWindows & ThisType<ClientContext> = {
  async listMaintenanceWindows(query) {
    const path = `${PATH}${formatMaintenanceWindowQuery(query)}`;
    const response = await this.send(ENDPOINTS.listMaintenanceWindows, 'GET', path);
    return decodePage(response, 'maintenance_windows', isMaintenanceWindow);
  },
  async getMaintenanceWindow(id) {
    const response = await this.send(ENDPOINTS.getMaintenanceWindow, 'GET', toPath(id));
    return decodeObject(response, 'maintenance_window', isMaintenanceWindow);
  },
  async createMaintenanceWindow(draft, actor) {
    const write = { body: toMaintenanceWindowBody(draft), actor, referencedIds: { service: draft.serviceIds } };
    const response = await this.send(ENDPOINTS.createMaintenanceWindow, 'POST', PATH, write);
    return decodeObject(response, 'maintenance_window', isMaintenanceWindow);
  },
  async endMaintenanceWindow(id) {
    requireEmptySuccess(await this.send(ENDPOINTS.endMaintenanceWindow, 'DELETE', toPath(id)));
  },
};
