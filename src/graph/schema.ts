import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import type { NonEmptyArray } from 'type-graphql';
import { enforceScopes } from './core/auth/enforce-scopes.js';
import { buildFromClasses } from './core/build/build-from-classes.js';
import { reportUnreadableEntries } from './core/build/report-unreadable-entries.js';
import { ErrorCatalogResolver } from './core/errors/error-catalog.resolver.js';
import { limitResponseSize } from './core/limits/limit-response-size.js';
import { PagerDutyAccountResolver } from './pagerduty/account/pagerduty-account.resolver.js';
import { AlertResolver } from './pagerduty/alerts/alert.resolver.js';
import { ChangeEventResolver } from './pagerduty/change-events/change-event.resolver.js';
import {
  ChangeEventsOfAccountResolver,
  ChangeEventsOfServiceResolver,
} from './pagerduty/change-events/list-change-events.resolver.js';
import { TimelineWithChangesResolver } from './pagerduty/change-events/timeline-with-changes.resolver.js';
import { RelatedChangeEventsResolver } from './pagerduty/change-events/related-change-events.resolver.js';
import { EscalationPoliciesOfAccountResolver } from './pagerduty/escalation-policies/escalation-policies-of-account.resolver.js';
import { SendAlertEventResolver } from './pagerduty/events/send-alert-event.resolver.js';
import {
  IncidentTypeResolver,
  IncidentTypesOfAccountResolver,
} from './pagerduty/incident-types/incident-type.resolver.js';
import { FieldValuesOfIncidentResolver } from './pagerduty/incidents/custom-fields/field-values.resolver.js';
import { SendChangeEventResolver } from './pagerduty/events/send-change-event.resolver.js';
import { SetCustomFieldsResolver } from './pagerduty/incidents/custom-fields/set-custom-fields.resolver.js';
import { EditIncidentResolver } from './pagerduty/incidents/edit/edit-incident.resolver.js';
import { OutlierResolver } from './pagerduty/incidents/context/outlier.resolver.js';
import {
  PastIncidentResolver,
  RelatedIncidentResolver,
  SimilarIncidentsResolver,
} from './pagerduty/incidents/context/similar-incidents.resolver.js';
import { IncidentDetailsResolver } from './pagerduty/incidents/incident-details.resolver.js';
import { IncidentResolver } from './pagerduty/incidents/incident.resolver.js';
import { IncidentsOfAccountResolver } from './pagerduty/incidents/list/incidents-of-account.resolver.js';
import { OpenIncidentsOfServiceResolver } from './pagerduty/incidents/list/open-incidents-of-service.resolver.js';
import { IncidentEventsResolver } from './pagerduty/incidents/live/incident-events.resolver.js';
import { LiveStatusOfAccountResolver } from './pagerduty/incidents/live/live-status.resolver.js';
import { OpenIncidentsResolver } from './pagerduty/incidents/live/open-incidents.resolver.js';
import { INCIDENT_PART_RESOLVERS } from './pagerduty/incidents/part-resolvers.js';
import { ChangeManyStatusesResolver } from './pagerduty/incidents/status/change-many.resolver.js';
import { ChangeOneStatusResolver } from './pagerduty/incidents/status/change-one.resolver.js';
import { TriggerIncidentResolver } from './pagerduty/incidents/trigger/trigger-incident.resolver.js';
import { IncidentOfLogEntryResolver } from './pagerduty/incidents/incident-of-log-entry.resolver.js';
import { AccountLogResolver } from './pagerduty/log-entries/account-log.resolver.js';
import { LogEntryResolver } from './pagerduty/log-entries/log-entry.resolver.js';
import {
  BusinessServiceImpactResolver,
  BusinessServiceResolver,
} from './pagerduty/business-services/business-service.resolver.js';
import { BusinessServicesOfAccountResolver } from './pagerduty/business-services/business-services-of-account.resolver.js';
import { IncidentWorkflowsOfAccountResolver } from './pagerduty/incident-workflows/incident-workflows-of-account.resolver.js';
import { StartWorkflowResolver } from './pagerduty/incidents/workflows/start-workflow.resolver.js';
import { MaintenanceWindowMutationsResolver } from './pagerduty/maintenance-windows/maintenance-window-mutations.resolver.js';
import { MaintenanceWindowsResolver } from './pagerduty/maintenance-windows/maintenance-windows.resolver.js';
import { OnCallOfPolicyResolver, OnCallOfServiceResolver } from './pagerduty/on-calls/on-call.resolver.js';
import { OnCallsOfAccountResolver } from './pagerduty/on-calls/on-calls-of-account.resolver.js';
import {
  OutboxOfAccountResolver,
  PagerDutyAccountOutboxResolver,
  QueuedTriggerResolver,
} from './pagerduty/outbox/outbox.resolver.js';
import { PrioritiesOfAccountResolver, PriorityResolver } from './pagerduty/priorities/priority.resolver.js';
import { OverrideMutationsResolver } from './pagerduty/schedules/override-mutations.resolver.js';
import { ScheduleResolver } from './pagerduty/schedules/schedule.resolver.js';
import { SchedulesOfAccountResolver } from './pagerduty/schedules/schedules-of-account.resolver.js';
import { PagerDutyServiceResolver } from './pagerduty/services/service.resolver.js';
import { ServicesOfAccountResolver } from './pagerduty/services/services-of-account.resolver.js';
import { TeamsOfAccountResolver } from './pagerduty/teams/teams-of-account.resolver.js';
import { PagerDutyUserResolver } from './pagerduty/users/user.resolver.js';
import { UsersOfAccountResolver } from './pagerduty/users/users-of-account.resolver.js';
import { AlertTypesOfAccountResolver } from './cloudflare/alert-types/alert-type.resolver.js';
import {
  PolicyOfSilenceResolver,
  SilencesOfAccountResolver,
  SilencesOfPolicyResolver,
} from './cloudflare/silences/silence.resolver.js';
import { SilenceMutationsResolver } from './cloudflare/silences/silence-mutations.resolver.js';
import { CloudflareAccountResolver } from './cloudflare/account/cloudflare-account.resolver.js';
import { PagerDutyDestinationMutationsResolver } from './cloudflare/destinations/destination-mutations.resolver.js';
import { PagerDutyDestinationResolver } from './cloudflare/destinations/destination.resolver.js';
import { NotificationHistoryResolver, NotificationResolver } from './cloudflare/notifications/notification.resolver.js';
import {
  NotificationPolicyResolver,
  PoliciesOfAccountResolver,
  PoliciesOfDestinationResolver,
} from './cloudflare/policies/notification-policy.resolver.js';
import { PolicyMutationsResolver } from './cloudflare/policies/policy-mutations.resolver.js';
import { MatchingDestinationsResolver, MatchingServicesResolver } from './relations/match-by-name.resolver.js';
import { RateLimitResolver } from './viewer/rate-limit.resolver.js';
import { ViewerResolver } from './viewer/viewer.resolver.js';
import { addSubgraphFields } from './nodes/federation/add-subgraph-fields.js';
import { NodeResolver } from './nodes/node.resolver.js';

const RESOLVERS: NonEmptyArray<Function> = [
  ErrorCatalogResolver,
  PagerDutyAccountResolver,
  AlertResolver,
  ChangeEventResolver,
  ChangeEventsOfAccountResolver,
  ChangeEventsOfServiceResolver,
  RelatedChangeEventsResolver,
  TimelineWithChangesResolver,
  EscalationPoliciesOfAccountResolver,
  SendAlertEventResolver,
  IncidentTypeResolver,
  IncidentTypesOfAccountResolver,
  FieldValuesOfIncidentResolver,
  SendChangeEventResolver,
  SetCustomFieldsResolver,
  EditIncidentResolver,
  OutlierResolver,
  PastIncidentResolver,
  RelatedIncidentResolver,
  SimilarIncidentsResolver,
  IncidentDetailsResolver,
  IncidentResolver,
  IncidentsOfAccountResolver,
  OpenIncidentsOfServiceResolver,
  IncidentEventsResolver,
  LiveStatusOfAccountResolver,
  OpenIncidentsResolver,
  ...INCIDENT_PART_RESOLVERS,
  ChangeManyStatusesResolver,
  ChangeOneStatusResolver,
  TriggerIncidentResolver,
  LogEntryResolver,
  AccountLogResolver,
  IncidentOfLogEntryResolver,
  BusinessServiceImpactResolver,
  BusinessServiceResolver,
  BusinessServicesOfAccountResolver,
  IncidentWorkflowsOfAccountResolver,
  StartWorkflowResolver,
  MaintenanceWindowMutationsResolver,
  MaintenanceWindowsResolver,
  OnCallOfPolicyResolver,
  OnCallOfServiceResolver,
  OnCallsOfAccountResolver,
  OutboxOfAccountResolver,
  PagerDutyAccountOutboxResolver,
  QueuedTriggerResolver,
  PrioritiesOfAccountResolver,
  PriorityResolver,
  ScheduleResolver,
  OverrideMutationsResolver,
  SchedulesOfAccountResolver,
  PagerDutyServiceResolver,
  ServicesOfAccountResolver,
  TeamsOfAccountResolver,
  PagerDutyUserResolver,
  UsersOfAccountResolver,
  CloudflareAccountResolver,
  AlertTypesOfAccountResolver,
  PagerDutyDestinationMutationsResolver,
  PagerDutyDestinationResolver,
  NotificationHistoryResolver,
  NotificationResolver,
  NotificationPolicyResolver,
  PoliciesOfAccountResolver,
  PoliciesOfDestinationResolver,
  PolicyMutationsResolver,
  SilencesOfAccountResolver,
  SilencesOfPolicyResolver,
  PolicyOfSilenceResolver,
  SilenceMutationsResolver,
  MatchingDestinationsResolver,
  MatchingServicesResolver,
  RateLimitResolver,
  ViewerResolver,
  NodeResolver,
];

let cachedSchema: GraphQLSchema | undefined;
let cachedSubgraph: GraphQLSchema | undefined;

/** Returns the executable schema. It is built once per process, because it has no state and is slow to build. */
export function createSchema(): GraphQLSchema {
  return (cachedSchema ??= guardFields(buildFromClasses(RESOLVERS)));
}

/** Returns the same schema as a subgraph of Apollo Federation. */
export function createSubgraph(): GraphQLSchema {
  return (cachedSubgraph ??= guardFields(addSubgraphFields(buildFromClasses(RESOLVERS))));
}

function guardFields(schema: GraphQLSchema): GraphQLSchema {
  return enforceScopes(limitResponseSize(reportUnreadableEntries(schema)));
}
