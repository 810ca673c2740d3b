import { WEBHOOK_PATH } from '../../config/webhook-url.js';
import { Fault } from '../../faults/fault.js';
import type { PagerDutyClient } from '../../upstream/pagerduty/client.js';
import type { WireWebhookSubscription } from '../../upstream/pagerduty/wire-webhook.js';
import type { ConfiguredPagerDutyAccount } from './check-key.js';
import { toProblem } from './failed-check.js';
import { note, ok, type Finding } from './finding.js';

const CHECK = 'webhooks';

/**
 * Checks that webhooks are configured completely and that PagerDuty delivers them to this gateway, with at most one read.
 *
 * @param account its configured key
 */
export async function checkWebhooks(
  account: string,
  { webhookSecrets, webhookSubscriptionId: id, baseUrl }: ConfiguredPagerDutyAccount,
  client: PagerDutyClient,
): Promise<Finding> {
  if (id === undefined) return webhookSecrets === undefined ? NOT_CONFIGURED : WITHOUT_ID;
  if (webhookSecrets === undefined) return WITHOUT_SECRETS;
  try {
    return checkSubscription(account, await client.getWebhookSubscription(id));
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'NOT_FOUND') return toProblem(CHECK, error, baseUrl);
    return problem(`PagerDuty has no webhook subscription ${id}.`, CREATE_REMEDY);
  }
}

const problem = (message: string, remedy: string): Finding => ({ check: CHECK, status: 'PROBLEM', message, remedy });

const CREATE_REMEDY = 'Create it with `npm run webhook -- create`, and set the two lines that the command prints.';
const ENABLE_REMEDY =
  'Run `npm run webhook -- enable`. If it is disabled again, read why the gateway refuses webhooks.';

const NOT_CONFIGURED = ok(CHECK, 'None configured: the live feed polls.');

const WITHOUT_ID = note(
  CHECK,
  'WEBHOOK_SECRETS is set without WEBHOOK_SUBSCRIPTION_ID: the live feed cannot see whether PagerDuty delivers.',
  'Set WEBHOOK_SUBSCRIPTION_ID; `npm run webhook -- list` prints it.',
);

const WITHOUT_SECRETS = problem(
  'WEBHOOK_SUBSCRIPTION_ID is set without WEBHOOK_SECRETS: webhooks are refused, and PagerDuty disables the subscription.',
  'Set WEBHOOK_SECRETS. If the secret is lost, delete the subscription and create a new one with `npm run webhook`.',
);

function checkSubscription(
  account: string,
  { id, active, delivery_method: delivery }: WireWebhookSubscription,
): Finding {
  if (delivery?.temporarily_disabled)
    return problem(`PagerDuty disabled the subscription ${id} after three dropped webhooks in a row.`, ENABLE_REMEDY);
  if (!active) return problem(`The webhook subscription ${id} is paused.`, ENABLE_REMEDY);
  const url = delivery?.url ?? '';
  const path = WEBHOOK_PATH + account;
  if (!URL.canParse(url) || !new URL(url).pathname.endsWith(path))
    return problem(`The subscription ${id} delivers to another address than ${path} of this gateway.`, CREATE_REMEDY);
  return ok(CHECK, `PagerDuty delivers to ${new URL(url).host}.`);
}
