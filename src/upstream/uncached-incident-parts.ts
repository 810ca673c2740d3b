import type { PagerDutyClient } from './pagerduty/client.js';
import { UncachedScheduleCalls } from './uncached-schedule-calls.js';

type Args<K extends keyof PagerDutyClient> = Parameters<PagerDutyClient[K]>;

/** Calls about notes, alerts, responders and status updates that neither read nor change a cached reference. */
export abstract class UncachedIncidentParts extends UncachedScheduleCalls {
  addNote(...args: Args<'addNote'>) {
    return this.client.addNote(...args);
  }

  listNotes(...args: Args<'listNotes'>) {
    return this.client.listNotes(...args);
  }

  updateNote(...args: Args<'updateNote'>) {
    return this.client.updateNote(...args);
  }

  deleteNote(...args: Args<'deleteNote'>) {
    return this.client.deleteNote(...args);
  }

  requestResponders(...args: Args<'requestResponders'>) {
    return this.client.requestResponders(...args);
  }

  cancelResponderRequests(...args: Args<'cancelResponderRequests'>) {
    return this.client.cancelResponderRequests(...args);
  }

  publishStatusUpdate(...args: Args<'publishStatusUpdate'>) {
    return this.client.publishStatusUpdate(...args);
  }

  listSubscribers(...args: Args<'listSubscribers'>) {
    return this.client.listSubscribers(...args);
  }

  addSubscribers(...args: Args<'addSubscribers'>) {
    return this.client.addSubscribers(...args);
  }

  removeSubscribers(...args: Args<'removeSubscribers'>) {
    return this.client.removeSubscribers(...args);
  }

  listAlerts(...args: Args<'listAlerts'>) {
    return this.client.listAlerts(...args);
  }

  getAlert(...args: Args<'getAlert'>) {
    return this.client.getAlert(...args);
  }
}
