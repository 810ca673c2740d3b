// The mutations of the drill.

const trigger = `mutation ($title: String!, $key: String!) {
  triggerIncident(input: { service: { pagerDutyId: "PSVC001" }, title: $title, idempotencyKey: $key }) {
    created incident { pagerDutyId title } userErrors { code }
  }
}`;
const addNote = `mutation ($id: String!, $content: String!, $key: String!) {
  addIncidentNote(input: { incident: { pagerDutyId: $id }, content: $content, idempotencyKey: $key }) {
    note { pagerDutyId } userErrors { code }
  }
}`;
const changeStatus = (field) => `mutation ($id: String!) {
  ${field}(input: { incident: { pagerDutyId: $id } }) { changed incident { pagerDutyId status } userErrors { code } }
}`;
const acknowledge = changeStatus('acknowledgeIncident');
const resolve = changeStatus('resolveIncident');

export const triggerIncident = (title) => ({
  field: 'triggerIncident',
  query: trigger,
  variables: { title, key: title },
});

export const addIncidentNote = (id, content) => ({
  field: 'addIncidentNote',
  query: addNote,
  variables: { id, content, key: content },
});

export const acknowledgeIncident = (id) => ({
  field: 'acknowledgeIncident',
  query: acknowledge,
  variables: { id },
});

export const resolveIncident = (id) => ({ field: 'resolveIncident', query: resolve, variables: { id } });
