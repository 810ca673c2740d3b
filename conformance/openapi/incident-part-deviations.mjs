// Deviations of the parts of an incident from PagerDuty's OpenAPI document; part of known-deviations.mjs.

/** @type {readonly import('./known-deviations.mjs').Deviation[]} */
export const incidentPartDeviations = [
  {
    name: 'the subscribers of status updates are paged, although no paging parameter is declared',
    reason: 'quirk 168',
    amend(document) {
      const { parameters } = document.paths['/incidents/{id}/status_updates/subscribers'].get;
      const schema = { type: 'string' };
      for (const name of ['limit', 'offset', 'total']) parameters.push({ in: 'query', name, schema });
    },
  },
  {
    name: 'log entries have types that are not listed',
    reason: 'quirk 189',
    amend(document) {
      const types = ['priority_change', 'responder_request', 'status_update', 'link', 'unlink'];
      const entry = { type: 'object', properties: { type: { enum: types.map((type) => `${type}_log_entry`) } } };
      for (const path of ['/log_entries', '/incidents/{id}/log_entries']) {
        const { schema } = document.paths[path].get.responses[200].content['application/json'];
        schema.allOf[1].properties.log_entries.items.oneOf.push(entry);
      }
    },
  },
];
