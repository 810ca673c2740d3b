import { baseUrl, email, headerToken, oauthScopes, region, webhookSubscriptionId } from '../schemas.js';
import { onOff, routingKeys, webhookSecrets } from './setting-types.js';

/** The one PagerDuty account that the environment can describe. */
export const pagerDutySettings = {
  PAGERDUTY_API_TOKEN: headerToken.optional().meta({ description: 'REST API key of a user or of the account.' }),
  PAGERDUTY_CLIENT_ID: headerToken.optional().meta({
    description:
      'Client id of a scoped OAuth app, instead of a key. The gateway fetches, caches and renews its tokens.',
  }),
  PAGERDUTY_CLIENT_SECRET: headerToken.optional().meta({ description: 'Client secret of the OAuth app.' }),
  PAGERDUTY_OAUTH_SCOPES: oauthScopes.optional().meta({
    description: 'Scopes of the OAuth app. The log names those that PagerDuty did not grant.',
  }),
  PAGERDUTY_FROM: email.optional().meta({
    description: 'User in whose name changes are made if the caller names nobody.',
  }),
  PAGERDUTY_FROM_MAY_ACKNOWLEDGE: onOff.default(false).meta({
    description:
      'Allows an acknowledge that names nobody to use `PAGERDUTY_FROM`, the owner of a user’s key or the OAuth app. PagerDuty assigns the incident to the acknowledger, so such a call is `ACTOR_REQUIRED` otherwise.',
  }),
  PAGERDUTY_REGION: region.default('us').meta({ description: 'Service region of the account.' }),
  PAGERDUTY_BASE_URL: baseUrl.optional().meta({
    description: 'Address of the REST API, for tests and proxies.',
    defaultText: 'by region',
  }),
  PAGERDUTY_EVENTS_URL: baseUrl.optional().meta({
    description: 'Address of the Events API, for tests and proxies.',
    defaultText: 'by region',
  }),
  PAGERDUTY_TOKEN_URL: baseUrl.optional().meta({
    description: 'Address that issues tokens to OAuth apps, for tests and proxies.',
    defaultText: '`https://identity.pagerduty.com/oauth/token`',
  }),
  WEBHOOK_SUBSCRIPTION_ID: webhookSubscriptionId.optional().meta({
    description: 'PagerDuty’s webhook subscription that delivers to this gateway: [live.md](live.md#webhooks).',
    values: 'an id such as `PY1OL64`',
    defaultText: 'none: events come from log entries',
  }),
  PAGERDUTY_ROUTING_KEYS: routingKeys.optional().meta({
    description: 'Routing keys for `sendAlertEvent` and `sendChangeEvent`, by name.',
    values: 'JSON: `{"name": "routing key"}`',
  }),
  WEBHOOK_SECRETS: webhookSecrets.optional().meta({
    description:
      'Signing secrets of webhook subscriptions; each is accepted, so that one can be replaced: [live.md](live.md#webhooks-set-up-in-five-minutes).',
  }),
};
