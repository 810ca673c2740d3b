import { Fault } from '../../../faults/fault.js';

/** What PagerDuty returned, or why it does not offer it to the account. */
export interface PlanFeature<T> {
  readonly value: T | null;
  /** Null with a value. */
  readonly unavailableReason: string | null;
}

/** Runs a read that many plans lack, so that a missing plan is a reason beside the incident and no error. */
export async function readPlanFeature<T>(read: () => Promise<T>): Promise<PlanFeature<T>> {
  try {
    return { value: await read(), unavailableReason: null };
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'FEATURE_UNAVAILABLE') throw error;
    return { value: null, unavailableReason: error.message };
  }
}
