// Deviations of change events from PagerDuty's OpenAPI document of the Events API; part of known-deviations.mjs.

/** @type {readonly import('./known-deviations.mjs').Deviation[]} */
export const eventDeviations = [
  {
    name: 'errors of change events have a body; their references in the document are broken',
    reason: 'quirk 72',
    amend(document) {
      const content = { 'application/json': { schema: { type: 'object' } } };
      document.paths['/v2/change/enqueue'].post.responses[400].content = content;
    },
  },
];
