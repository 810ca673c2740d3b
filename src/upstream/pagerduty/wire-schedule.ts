import type { WireReference, WireUser } from './wire.js';

/** A schedule as PagerDuty sends it (docs/upstream-quirks.md, "PagerDuty: schedules and overrides"). */
export interface WireSchedule extends WireReference {
  readonly name?: string | null;
  readonly time_zone?: string | null;
  /** Overrides included. Without a window it has no shifts (docs/upstream-quirks.md, quirk 30). */
  readonly final_schedule?: { readonly rendered_schedule_entries?: readonly WireShift[] | null } | null;
}

export interface WireShift {
  readonly user?: WireUser | null;
  readonly start: string;
  readonly end: string;
}

/** An override as PagerDuty sends it. */
export interface WireOverride extends WireShift {
  /** Absent unless only editable ones were requested (docs/upstream-quirks.md, quirk 181). */
  readonly id?: string | null;
}

export interface OverrideDraft {
  readonly start: string;
  readonly end: string;
  readonly userId: string;
}

/** Whole seconds in UTC. */
export interface ScheduleWindow {
  readonly since: string;
  readonly until: string;
}
