import { ChangeAlertsResolver } from './alerts/change-alerts.resolver.js';
import { AddNoteResolver } from './notes/add-note.resolver.js';
import { EditNoteResolver } from './notes/edit-note.resolver.js';
import { NotesOfIncidentResolver } from './notes/notes.resolver.js';
import { CancelResponderRequestsResolver } from './responders/cancel-responder-requests.resolver.js';
import { RequestRespondersResolver } from './responders/request-responders.resolver.js';
import { ChangeSubscribersResolver } from './status-updates/change-subscribers.resolver.js';
import { PublishStatusUpdateResolver } from './status-updates/publish-status-update.resolver.js';
import { SubscriberResolver, SubscribersOfIncidentResolver } from './status-updates/subscriber.resolver.js';

/** The resolvers of notes, alerts, responders and status updates of an incident. */
export const INCIDENT_PART_RESOLVERS: readonly Function[] = [
  AddNoteResolver,
  EditNoteResolver,
  NotesOfIncidentResolver,
  ChangeAlertsResolver,
  RequestRespondersResolver,
  CancelResponderRequestsResolver,
  ChangeSubscribersResolver,
  PublishStatusUpdateResolver,
  SubscriberResolver,
  SubscribersOfIncidentResolver,
];
