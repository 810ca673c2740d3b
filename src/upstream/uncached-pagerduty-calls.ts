import type { PagerDutyClient } from './pagerduty/client.js';
import { UncachedIncidentParts } from './uncached-incident-parts.js';

type Args<K extends keyof PagerDutyClient> = Parameters<PagerDutyClient[K]>;

/** Calls that neither read nor change a cached reference. */
export abstract class UncachedPagerDutyCalls extends UncachedIncidentParts {
  updateIncident(...args: Args<'updateIncident'>) {
    return this.client.updateIncident(...args);
  }

  reassignIncident(...args: Args<'reassignIncident'>) {
    return this.client.reassignIncident(...args);
  }

  snoozeIncident(...args: Args<'snoozeIncident'>) {
    return this.client.snoozeIncident(...args);
  }

  listIncidents(...args: Args<'listIncidents'>) {
    return this.client.listIncidents(...args);
  }

  getIncident(...args: Args<'getIncident'>) {
    return this.client.getIncident(...args);
  }

  listPastIncidents(...args: Args<'listPastIncidents'>) {
    return this.client.listPastIncidents(...args);
  }

  listRelatedIncidents(...args: Args<'listRelatedIncidents'>) {
    return this.client.listRelatedIncidents(...args);
  }

  getOutlierIncident(...args: Args<'getOutlierIncident'>) {
    return this.client.getOutlierIncident(...args);
  }

  setFieldValues(...args: Args<'setFieldValues'>) {
    return this.client.setFieldValues(...args);
  }

  listFieldValues(...args: Args<'listFieldValues'>) {
    return this.client.listFieldValues(...args);
  }

  listLogEntries(...args: Args<'listLogEntries'>) {
    return this.client.listLogEntries(...args);
  }

  listAccountLogEntries(...args: Args<'listAccountLogEntries'>) {
    return this.client.listAccountLogEntries(...args);
  }

  listChangeEvents(...args: Args<'listChangeEvents'>) {
    return this.client.listChangeEvents(...args);
  }

  getChangeEvent(...args: Args<'getChangeEvent'>) {
    return this.client.getChangeEvent(...args);
  }

  listChangeEventsOfService(...args: Args<'listChangeEventsOfService'>) {
    return this.client.listChangeEventsOfService(...args);
  }

  listRelatedChangeEvents(...args: Args<'listRelatedChangeEvents'>) {
    return this.client.listRelatedChangeEvents(...args);
  }

  listBusinessServices(...args: Args<'listBusinessServices'>) {
    return this.client.listBusinessServices(...args);
  }

  getBusinessService(...args: Args<'getBusinessService'>) {
    return this.client.getBusinessService(...args);
  }

  listImpacts(...args: Args<'listImpacts'>) {
    return this.client.listImpacts(...args);
  }

  listImpactors(...args: Args<'listImpactors'>) {
    return this.client.listImpactors(...args);
  }

  listIncidentWorkflows(...args: Args<'listIncidentWorkflows'>) {
    return this.client.listIncidentWorkflows(...args);
  }

  getIncidentWorkflow(...args: Args<'getIncidentWorkflow'>) {
    return this.client.getIncidentWorkflow(...args);
  }

  startIncidentWorkflow(...args: Args<'startIncidentWorkflow'>) {
    return this.client.startIncidentWorkflow(...args);
  }

  listMaintenanceWindows(...args: Args<'listMaintenanceWindows'>) {
    return this.client.listMaintenanceWindows(...args);
  }

  getMaintenanceWindow(...args: Args<'getMaintenanceWindow'>) {
    return this.client.getMaintenanceWindow(...args);
  }

  listWebhookSubscriptions(...args: Args<'listWebhookSubscriptions'>) {
    return this.client.listWebhookSubscriptions(...args);
  }

  createWebhookSubscription(...args: Args<'createWebhookSubscription'>) {
    return this.client.createWebhookSubscription(...args);
  }

  updateWebhookSubscription(...args: Args<'updateWebhookSubscription'>) {
    return this.client.updateWebhookSubscription(...args);
  }

  deleteWebhookSubscription(...args: Args<'deleteWebhookSubscription'>) {
    return this.client.deleteWebhookSubscription(...args);
  }

  enableWebhookSubscription(...args: Args<'enableWebhookSubscription'>) {
    return this.client.enableWebhookSubscription(...args);
  }

  pingWebhookSubscription(...args: Args<'pingWebhookSubscription'>) {
    return this.client.pingWebhookSubscription(...args);
  }

  getWebhookSubscription(...args: Args<'getWebhookSubscription'>) {
    return this.client.getWebhookSubscription(...args);
  }

  getLogEntry(...args: Args<'getLogEntry'>) {
    return this.client.getLogEntry(...args);
  }

  getMe() {
    return this.client.getMe();
  }

  now() {
    return this.client.now();
  }

  toPagerDutyTime(...args: Args<'toPagerDutyTime'>) {
    return this.client.toPagerDutyTime(...args);
  }

  forgetInFlightReads() {
    return this.client.forgetInFlightReads();
  }

  rateLimit() {
    return this.client.rateLimit();
  }

  acquireRetry() {
    return this.client.acquireRetry();
  }
}
