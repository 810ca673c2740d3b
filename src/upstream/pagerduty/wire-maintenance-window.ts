import type { PageQuery, WireReference, WireService } from './wire.js';

export interface WireMaintenanceWindow extends WireReference {
  readonly start_time: string;
  readonly end_time: string;
  readonly description?: string | null;
  readonly services?: readonly WireService[] | null;
  readonly created_by?: WireReference | null;
}

export interface MaintenanceWindowQuery extends PageQuery {
  /** Always sent, because PagerDuty's default is not documented; `open` is `ongoing` and `future`. */
  readonly filter: 'all' | 'future' | 'ongoing' | 'open' | 'past';
  readonly serviceIds?: readonly string[] | undefined;
  /** Substring of the description. */
  readonly query?: string | undefined;
  readonly include?: readonly 'services'[];
}

/** Input of `POST /maintenance_windows`; times are ISO 8601 in whole seconds. */
export interface MaintenanceWindowDraft {
  readonly startTime: string;
  readonly endTime: string;
  readonly description?: string | undefined;
  readonly serviceIds: readonly string[];
}
