import { CommandError } from './command-error.mjs';
import {
  createPaused,
  describeAll,
  describeState,
  describeSubscription,
  findSubscriptions,
  readSubscriptions,
  requireSubscription,
} from './subscriptions.mjs';

/** The commands of `npm run webhook` by name. */
export const COMMANDS = { create, list, enable, rotate, ping, delete: remove };

/** The command with the options that select the same subscription. */
function commandLine(name, { givenUrl, account }, more = '') {
  return `  npm run webhook -- ${name} --url ${givenUrl} --account ${account}${more}`;
}

async function create(options) {
  const [existing] = await findSubscriptions({ ...options, id: undefined });
  if (existing !== undefined)
    throw new CommandError(
      `PagerDuty already has a subscription for this address:\n  ${describeSubscription(existing)}\nFor a new secret run rotate. To start anew run delete first.`,
    );
  printSettings(options, await createPaused(options));
  console.log(
    `Then restart the gateway with these settings and let PagerDuty begin:\n${commandLine('enable', options)}`,
  );
}

/** Prints the secret once. The current secrets are not printed, because they need no change. */
function printSettings({ account, hasSecrets }, { id, secret }) {
  const secrets = hasSecrets ? `<the current value>,${secret}` : secret;
  console.log(`Created the subscription ${id}, paused. PagerDuty does not show its secret again. Set:

  WEBHOOK_SECRETS=${secrets}
  WEBHOOK_SUBSCRIPTION_ID=${id}

(With ACCOUNTS_FILE: webhookSecrets, a list, and webhookSubscriptionId of the account ${account}.)
`);
}

async function list({ client }) {
  const subscriptions = await readSubscriptions(client);
  console.log(
    subscriptions.length === 0
      ? 'PagerDuty has no webhook subscription.'
      : subscriptions.map(describeSubscription).join('\n'),
  );
}

async function enable(options) {
  const { id } = await requireSubscription(options);
  await activate(options.client, id);
  console.log(`The subscription ${id} is active. Check it with a test event:\n${commandLine('ping', options)}`);
}

/** Also ends the 24 hours for which PagerDuty disables a subscription (docs/upstream-quirks.md, quirk 131). */
async function activate(client, id) {
  const { delivery_method: delivery } = await client.updateWebhookSubscription(id, { active: true });
  if (delivery?.temporarily_disabled) await client.enableWebhookSubscription(id);
}

/** The secret of a subscription never changes, so a rotation replaces the subscription (docs/upstream-quirks.md, quirk 124). */
async function rotate(options) {
  const found = await findSubscriptions({ ...options, id: undefined });
  const [renewed, ...otherPaused] = found.filter(({ active }) => !active);
  const [old, ...otherActive] = found.filter(({ active }) => active);
  if (old === undefined) throw new CommandError('There is no active subscription to replace. Run create or enable.');
  if (otherPaused.length > 0 || otherActive.length > 0)
    throw new CommandError(
      `A rotation needs one active subscription and at most one paused. Delete others with delete --id:\n${describeAll(found)}`,
    );
  return renewed === undefined ? beginRotation(options) : endRotation(options, old, renewed);
}

async function beginRotation(options) {
  printSettings({ ...options, hasSecrets: true }, await createPaused(options));
  console.log(`Step 1 of 2 is done: the old subscription still delivers. Restart the gateway with these settings, then:
${commandLine('rotate', options, ' --yes')}`);
}

async function endRotation({ client, yes }, old, renewed) {
  if (!yes)
    throw new CommandError(
      `Step 2 activates ${renewed.id} and deletes ${old.id}. If the gateway has the new secret, repeat with --yes.`,
    );
  await activate(client, renewed.id);
  console.log(`Activated ${renewed.id}. Until ${old.id} is deleted, events arrive twice; the gateway uses each once.`);
  await client.deleteWebhookSubscription(old.id);
  console.log(`Deleted ${old.id}. Step 2 of 2 is done: remove the old secret from WEBHOOK_SECRETS.`);
}

async function ping(options) {
  const { id, ...subscription } = await requireSubscription(options);
  await options.client.pingWebhookSubscription(id);
  console.log(`PagerDuty sends a test event of ${id} (${describeState(subscription)}). The gateway logs it:
  "Webhook received" with the type pagey.ping, or "Webhook refused" with the reason.`);
}

async function remove(options) {
  const subscription = await requireSubscription(options);
  if (!options.yes)
    throw new CommandError(`To delete this subscription, repeat with --yes:\n  ${describeSubscription(subscription)}`);
  await options.client.deleteWebhookSubscription(subscription.id);
  console.log(`Deleted ${subscription.id}. Remove its secret from WEBHOOK_SECRETS.`);
}
