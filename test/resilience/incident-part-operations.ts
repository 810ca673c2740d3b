import { fieldValues, toList, textField, type Json, type TestSandbox } from '../sandbox/harness.js';
import {
  describeChanged,
  findTriggeredIncident,
  TITLE,
  type OperationCase,
  type OperationVariables,
} from './operation-case.js';

async function countNotes(stage: TestSandbox, { incident }: OperationVariables): Promise<string> {
  const { json } = await stage.pagerduty(`/incidents/${incident?.pagerDutyId}/notes`);
  return `${fieldValues(json['notes'], 'content').filter((content) => content === TITLE).length} written`;
}

async function countResponderRequests(stage: TestSandbox, { incident }: OperationVariables): Promise<string> {
  const { json } = await stage.pagerduty(`/incidents/${incident?.pagerDutyId}`);
  const requests = (json['incident'] as Json)['responder_requests'];
  return `${fieldValues(requests, 'message').filter((message) => message === TITLE).length} sent`;
}

async function requestResponder(stage: TestSandbox): Promise<OperationVariables> {
  const found = await findTriggeredIncident(stage);
  const target = { responder_request_target: { id: 'PUSR006', type: 'user_reference' } };
  const body = { requester_id: 'PUSR001', message: TITLE, responder_request_targets: [target] };
  await stage.pagerduty(`/incidents/${found.incident?.pagerDutyId}/responder_requests`, { body });
  return found;
}

async function countPendingResponders(stage: TestSandbox, { incident }: OperationVariables): Promise<string> {
  const { json } = await stage.pagerduty(`/incidents/${incident?.pagerDutyId}`);
  const states = fieldValues((json['incident'] as Json)['incidents_responders'], 'state');
  return `${states.filter((state) => state === 'pending').length} pending`;
}

async function countStatusUpdates(stage: TestSandbox, { incident }: OperationVariables): Promise<string> {
  const { json } = await stage.pagerduty(`/incidents/${incident?.pagerDutyId}/log_entries`);
  const types = fieldValues(json['log_entries'], 'type');
  return `${types.filter((type) => type === 'status_update_log_entry').length} published`;
}

async function countSubscribers(stage: TestSandbox, { incident }: OperationVariables): Promise<string> {
  const { json } = await stage.pagerduty(`/incidents/${incident?.pagerDutyId}/status_updates/subscribers`);
  return `${toList(json['subscribers']).length} subscribed`;
}

async function addNoteToIncident(stage: TestSandbox): Promise<OperationVariables> {
  const found = await findTriggeredIncident(stage);
  const path = `/incidents/${found.incident?.pagerDutyId}/notes`;
  const { json } = await stage.pagerduty(path, { body: { note: { content: 'Before' } } });
  return { ...found, note: textField(json['note'], 'id') };
}

async function countAllNotes(stage: TestSandbox, { incident }: OperationVariables): Promise<string> {
  const { json } = await stage.pagerduty(`/incidents/${incident?.pagerDutyId}/notes`);
  return `${toList(json['notes']).length} left`;
}

const ALERTS_PATH = '/incidents/PINC056/alerts';

async function findAlert(stage: TestSandbox): Promise<OperationVariables> {
  const [alert] = fieldValues((await stage.pagerduty(ALERTS_PATH)).json['alerts'], 'id');
  return { incident: { pagerDutyId: 'PINC056' }, alert };
}

async function countOpenAlerts(stage: TestSandbox): Promise<string> {
  const { json } = await stage.pagerduty(`${ALERTS_PATH}?statuses[]=triggered`);
  return `${toList(json['alerts']).length} open`;
}

/** Writes of notes, alerts, responders, status updates and their subscribers. */
export const INCIDENT_PART_OPERATIONS = {
  note: {
    upstream: 'pagerduty',
    endpoint: 'addNote',
    document: `mutation ($account: String, $incident: IncidentRef!) {
      answer: addIncidentNote(input: { account: $account, incident: $incident, content: "${TITLE}" }) { note { content } userErrors { code } }
    }`,
    variables: findTriggeredIncident,
    matches: ({ method }) => method === 'POST',
    summarizeResponse: () => 'written',
    readState: countNotes,
  },
  'change a note': {
    upstream: 'pagerduty',
    endpoint: 'updateNote',
    document: `mutation ($account: String, $incident: IncidentRef!, $note: String!) {
      answer: updateIncidentNote(input: {
        account: $account, incident: $incident, note: { pagerDutyId: $note }, content: "${TITLE}"
      }) { changed userErrors { code } }
    }`,
    variables: addNoteToIncident,
    matches: ({ method }) => method === 'PUT',
    summarizeResponse: describeChanged,
    readState: countNotes,
  },
  'delete a note': {
    upstream: 'pagerduty',
    endpoint: 'deleteNote',
    document: `mutation ($account: String, $incident: IncidentRef!, $note: String!) {
      answer: deleteIncidentNote(input: { account: $account, incident: $incident, note: { pagerDutyId: $note } }) { deletedId userErrors { code } }
    }`,
    variables: addNoteToIncident,
    matches: ({ method }) => method === 'DELETE',
    summarizeResponse: () => 'deleted',
    readState: countAllNotes,
  },
  'resolve an alert': {
    upstream: 'pagerduty',
    endpoint: 'resolveAlerts',
    document: `mutation ($account: String, $incident: IncidentRef!, $alert: String!) {
      answer: resolveAlerts(input: { account: $account, incident: $incident, alerts: [{ pagerDutyId: $alert }] }) { results { changed } userErrors { code } }
    }`,
    variables: findAlert,
    matches: ({ method }) => method === 'PUT',
    summarizeResponse: () => 'resolved',
    readState: countOpenAlerts,
  },
  'move an alert': {
    upstream: 'pagerduty',
    endpoint: 'moveAlerts',
    document: `mutation ($account: String, $incident: IncidentRef!, $alert: String!) {
      answer: moveAlerts(input: { account: $account, incident: $incident, alerts: [{ pagerDutyId: $alert }], to: { number: 1260 } }) { results { changed } userErrors { code } }
    }`,
    variables: findAlert,
    matches: ({ method }) => method === 'PUT',
    summarizeResponse: () => 'moved',
    readState: countOpenAlerts,
  },
  responders: {
    upstream: 'pagerduty',
    endpoint: 'requestResponders',
    document: `mutation ($account: String, $incident: IncidentRef!) {
      answer: requestResponders(input: {
        account: $account, incident: $incident, message: "${TITLE}", responders: [{ user: { pagerDutyId: "PUSR006" } }]
      }) { results { responders { state } } userErrors { code } }
    }`,
    variables: findTriggeredIncident,
    matches: ({ method }) => method === 'POST',
    summarizeResponse: ({ results }) => `${toList(results).length} called`,
    readState: countResponderRequests,
  },
  'cancel a request': {
    upstream: 'pagerduty',
    endpoint: 'cancelResponderRequests',
    document: `mutation ($account: String, $incident: IncidentRef!) {
      answer: cancelResponderRequests(input: {
        account: $account, incident: $incident, responders: [{ user: { pagerDutyId: "PUSR006" } }]
      }) { results { changed } userErrors { code } }
    }`,
    variables: requestResponder,
    matches: ({ method }) => method === 'PUT',
    summarizeResponse: ({ results }) => (toList(results)[0]?.['changed'] ? 'cancelled' : 'kept'),
    readState: countPendingResponders,
  },
  'status update': {
    upstream: 'pagerduty',
    endpoint: 'publishStatusUpdate',
    document: `mutation ($account: String, $incident: IncidentRef!) {
      answer: publishStatusUpdate(input: { account: $account, incident: $incident, message: "${TITLE}" }) { statusUpdate { message } userErrors { code } }
    }`,
    variables: findTriggeredIncident,
    matches: ({ method }) => method === 'POST',
    summarizeResponse: () => 'published',
    readState: countStatusUpdates,
  },
  subscribe: {
    upstream: 'pagerduty',
    endpoint: 'addSubscribers',
    document: `mutation ($account: String, $incident: IncidentRef!) {
      answer: addStatusUpdateSubscribers(input: {
        account: $account, incident: $incident, subscribers: [{ user: { pagerDutyId: "PUSR001" } }]
      }) { results { userErrors { code } } userErrors { code } }
    }`,
    variables: findTriggeredIncident,
    matches: ({ method }) => method === 'POST',
    summarizeResponse: () => 'subscribed',
    readState: countSubscribers,
  },
  unsubscribe: {
    upstream: 'pagerduty',
    endpoint: 'removeSubscribers',
    document: `mutation ($account: String, $incident: IncidentRef!) {
      answer: removeStatusUpdateSubscribers(input: {
        account: $account, incident: $incident, subscribers: [{ user: { pagerDutyId: "PUSR001" } }]
      }) { removedCount userErrors { code } }
    }`,
    async variables(stage) {
      const found = await findTriggeredIncident(stage);
      const body = { subscribers: [{ subscriber_id: 'PUSR001', subscriber_type: 'user' }] };
      await stage.pagerduty(`/incidents/${found.incident?.pagerDutyId}/status_updates/subscribers`, { body });
      return found;
    },
    matches: ({ method }) => method === 'POST',
    summarizeResponse: () => 'unsubscribed',
    readState: countSubscribers,
  },
} satisfies Record<string, OperationCase>;
