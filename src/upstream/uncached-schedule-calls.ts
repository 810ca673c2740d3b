import type { PagerDutyClient } from './pagerduty/client.js';

type Args<K extends keyof PagerDutyClient> = Parameters<PagerDutyClient[K]>;

/** Calls about schedules, their overrides and on-calls, which are never cached. */
export abstract class UncachedScheduleCalls {
  constructor(protected readonly client: PagerDutyClient) {}

  listSchedules(...args: Args<'listSchedules'>) {
    return this.client.listSchedules(...args);
  }

  getSchedule(...args: Args<'getSchedule'>) {
    return this.client.getSchedule(...args);
  }

  listOverrides(...args: Args<'listOverrides'>) {
    return this.client.listOverrides(...args);
  }

  createOverride(...args: Args<'createOverride'>) {
    return this.client.createOverride(...args);
  }

  deleteOverride(...args: Args<'deleteOverride'>) {
    return this.client.deleteOverride(...args);
  }

  listOnCalls(...args: Args<'listOnCalls'>) {
    return this.client.listOnCalls(...args);
  }
}
