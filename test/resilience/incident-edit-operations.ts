import { textField, toList, type Json, type TestSandbox } from '../sandbox/harness.js';
import {
  findTriggeredIncident,
  readStatus,
  TITLE,
  type OperationCase,
  type OperationVariables,
} from './operation-case.js';

async function readIncident(stage: TestSandbox, { incident }: OperationVariables): Promise<Json | undefined> {
  return (await stage.pagerduty(`/incidents/${incident?.pagerDutyId}`)).json['incident'];
}

/** The triggered incident with another status. */
const withStatus = (status: string) => async (stage: TestSandbox) => {
  const found = await findTriggeredIncident(stage);
  const body = { incident: { type: 'incident_reference', status } };
  await stage.pagerduty(`/incidents/${found.incident?.pagerDutyId}`, { method: 'PUT', body });
  return found;
};

/** Edits of one incident. */
export const INCIDENT_EDIT_OPERATIONS = {
  reopen: {
    upstream: 'pagerduty',
    endpoint: 'reopenIncident',
    document: `mutation ($account: String, $incident: IncidentRef!) {
      answer: reopenIncident(input: { account: $account, incident: $incident }) { changed userErrors { code } }
    }`,
    variables: withStatus('resolved'),
    matches: ({ method }) => method === 'PUT',
    summarizeResponse: () => 'reopened',
    readState: readStatus,
  },
  update: {
    upstream: 'pagerduty',
    endpoint: 'updateIncident',
    document: `mutation ($account: String, $incident: IncidentRef!) {
      answer: updateIncident(input: { account: $account, incident: $incident, title: "${TITLE}" }) { incident { title } userErrors { code } }
    }`,
    variables: findTriggeredIncident,
    matches: ({ method }) => method === 'PUT',
    summarizeResponse: () => 'updated',
    readState: async (stage, variables) =>
      textField(await readIncident(stage, variables), 'title') === TITLE ? 'new title' : 'old title',
  },
  reassign: {
    upstream: 'pagerduty',
    endpoint: 'reassignIncident',
    document: `mutation ($account: String, $incident: IncidentRef!) {
      answer: reassignIncident(input: { account: $account, incident: $incident, to: { users: [{ pagerDutyId: "PUSR006" }] } }) {
        incident { title } userErrors { code }
      }
    }`,
    variables: findTriggeredIncident,
    matches: ({ method }) => method === 'PUT',
    summarizeResponse: () => 'reassigned',
    async readState(stage, variables) {
      const assignees = toList((await readIncident(stage, variables))?.['assignments']);
      return assignees.some(({ assignee }) => textField(assignee, 'id') === 'PUSR006') ? 'assigned' : 'not assigned';
    },
  },
  snooze: {
    upstream: 'pagerduty',
    endpoint: 'snoozeIncident',
    document: `mutation ($account: String, $incident: IncidentRef!) {
      answer: snoozeIncident(input: { account: $account, incident: $incident, durationSeconds: 3600 }) { incident { title } userErrors { code } }
    }`,
    variables: withStatus('acknowledged'),
    matches: ({ method }) => method === 'POST',
    summarizeResponse: () => 'snoozed',
    async readState(stage, variables) {
      const pending = toList((await readIncident(stage, variables))?.['pending_actions']);
      return pending.some((action) => textField(action, 'type') === 'unacknowledge') ? 'asleep' : 'awake';
    },
  },
  merge: {
    upstream: 'pagerduty',
    endpoint: 'mergeIncidents',
    document: `mutation ($account: String, $incident: IncidentRef!) {
      answer: mergeIncidents(input: { account: $account, into: { pagerDutyId: "PINC056" }, sources: [$incident] }) {
        incident { title } userErrors { code }
      }
    }`,
    variables: findTriggeredIncident,
    matches: ({ method }) => method === 'PUT',
    summarizeResponse: () => 'merged',
    readState: readStatus,
  },
} satisfies Record<string, OperationCase>;
