// Deviations of PagerDuty's webhook subscriptions from its OpenAPI document; part of known-deviations.mjs.

const reason = 'PagerDuty: webhook subscriptions';

function allowErrorBodies({ components: { responses } }) {
  const content = { 'application/json': { schema: { type: 'object', required: ['error'] } } };
  for (const name of ['WebhookBadRequest', 'WebhookNotFound']) responses[name].content = content;
}

/** @type {readonly import('./known-deviations.mjs').Deviation[]} */
export const webhookDeviations = [
  {
    name: '`oauth_client` of a webhook subscription is null without a client',
    reason,
    amend({ components: { schemas } }) {
      const { properties } = schemas.WebhookSubscription;
      properties.oauth_client = { anyOf: [properties.oauth_client, { type: 'null' }] };
    },
  },
  { name: 'errors of webhook subscriptions have a body', reason, amend: allowErrorBodies },
];

/** @type {readonly import('./known-deviations.mjs').Deviation[]} */
export const oauthClientDeviations = [
  { name: 'errors of OAuth clients of webhooks have a body', reason, amend: allowErrorBodies },
];
