import { WEBHOOK_EVENTS } from '../../dist/feed/event-types.js';
import { readAllPages } from '../../dist/loaders/read-all-pages.js';
import { CommandError } from './command-error.mjs';

export const readSubscriptions = (client) => readAllPages((page) => client.listWebhookSubscriptions(page));

const urlOf = ({ delivery_method: delivery }) => delivery?.url ?? '';

/** The same address, whatever its spelling. */
const isSameUrl = (one, other) => URL.canParse(one) && new URL(one).href === new URL(other).href;

/** All subscriptions with an address, or the one with an id. */
export async function findSubscriptions({ client, url, id }) {
  const found = (await readSubscriptions(client)).filter((one) => isSameUrl(urlOf(one), url));
  return id === undefined ? found : found.filter((one) => one.id === id);
}

/** @throws {CommandError} if there is no or more than one subscription */
export async function requireSubscription(options) {
  const [found, ...others] = await findSubscriptions(options);
  if (found === undefined)
    throw new CommandError(`PagerDuty has no subscription for ${options.url}. Make one: create.`);
  if (others.length === 0) return found;
  throw new CommandError(
    `PagerDuty has several subscriptions for this address. Select one with --id:\n${describeAll([found, ...others])}`,
  );
}

export function describeState({ active, delivery_method: delivery }) {
  if (delivery?.temporarily_disabled) return 'disabled by PagerDuty after three dropped webhooks';
  return active ? 'active' : 'paused';
}

/** One line without the secret; an address can contain a password, which is left out. */
export function describeSubscription(subscription) {
  const address = urlOf(subscription).replace(/\/\/[^/@]*@/, '//…@');
  return `${subscription.id}  ${describeState(subscription)}  ${address}  ${subscription.description ?? ''}`.trimEnd();
}

/** One indented line for each. */
export const describeAll = (subscriptions) => subscriptions.map((one) => `  ${describeSubscription(one)}`).join('\n');

/**
 * Creates a paused subscription, because PagerDuty disables one whose first three events are refused: the gateway does not
 * have its secret yet. `active: false` is ignored on create (docs/upstream-quirks.md, quirk 125). Deletes it again if
 * something fails, so that none delivers without a known secret.
 *
 * @returns the id and the secret, which PagerDuty never shows again
 */
export async function createPaused({ client, url }) {
  const { id, delivery_method: delivery } = await client.createWebhookSubscription({
    url,
    events: WEBHOOK_EVENTS,
    description: 'pagergraph',
  });
  try {
    if (!delivery?.secret) throw new CommandError(`PagerDuty returned no secret for the subscription ${id}.`);
    await client.updateWebhookSubscription(id, { active: false });
    return { id, secret: delivery.secret };
  } catch (error) {
    await client.deleteWebhookSubscription(id);
    console.warn(`The new subscription ${id} could not be paused, so it was deleted. Run the command again.`);
    throw error;
  }
}
