// Deviations about schedules and maintenance windows; part of known-deviations.mjs.

/** @type {readonly import('./known-deviations.mjs').Deviation[]} */
export const scheduleDeviations = [
  {
    name: 'the list of overrides returns 200',
    reason: 'quirk 247',
    amend(document) {
      const { responses } = document.paths['/schedules/{id}/overrides'].get;
      responses[200] = responses[201];
    },
  },
  {
    name: 'the deletion of a past override is refused; 400 is unverified',
    reason: 'PagerDuty: schedules and overrides',
    amend(document) {
      const { delete: remove } = document.paths['/schedules/{id}/overrides/{override_id}'];
      remove.responses[400] = { $ref: '#/components/responses/ArgumentError' };
    },
  },
  {
    name: 'the deletion of a past maintenance window returns 405 with an error body',
    reason: 'PagerDuty: maintenance windows',
    amend(document) {
      const content = { 'application/json': { schema: { type: 'object', required: ['error'] } } };
      document.paths['/maintenance_windows/{id}'].delete.responses[405].content = content;
    },
  },
];
