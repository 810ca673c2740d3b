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
];
