// Deviations of what PagerDuty knows around an incident from its OpenAPI document; part of known-deviations.mjs.

/** @type {readonly import('./known-deviations.mjs').Deviation[]} */
export const contextDeviations = [
  {
    name: 'the pattern for the times of change events is a template, not a regular expression',
    reason: 'quirk 157',
    amend({ components: { parameters } }) {
      for (const name of ['change_since', 'change_until']) delete parameters[name].schema.pattern;
    },
  },
  {
    name: '`total` of past incidents is null unless it is requested',
    reason: 'PagerDuty: past, related and outlier incidents',
    amend({ paths }) {
      const { content } = paths['/incidents/{id}/past_incidents'].get.responses[200];
      const { properties } = content['application/json'].schema;
      properties.total = { anyOf: [properties.total, { type: 'null' }] };
    },
  },
  {
    name: 'past, related and outlier incidents may be an empty list',
    reason: 'quirk 163',
    amend({ paths }) {
      for (const name of ['past_incidents', 'related_incidents', 'outlier_incident']) {
        const content = paths[`/incidents/{id}/${name}`].get.responses[200].content['application/json'];
        content.schema = { anyOf: [content.schema, { type: 'array', maxItems: 0 }] };
      }
    },
  },
];
