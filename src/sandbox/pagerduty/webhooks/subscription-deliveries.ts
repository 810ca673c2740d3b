import type { Agent } from 'node:http';
import { DAY, HOUR, MINUTE, SECOND, type Clock } from '../../clock.js';
import type { Schedule } from '../../schedule.js';
import type { WebhookEvent, WebhookOAuthClient, WebhookSubscription } from '../state/webhook-records.js';
import { sendWithToken } from './bearer-token.js';
import { sendWebhook, toWebhookOutcome } from './send-webhook.js';
import { WEBHOOK_FAULTS, type WebhookFaultKind, type WebhookFaultQueue } from './webhook-faults.js';
import { buildWebhook, type Webhook } from './webhook.js';

/** What all deliveries of a simulator share. */
export interface DeliveryContext {
  readonly now: Clock;
  readonly schedule: Schedule;
  /** Keeps connections and bounds their number. */
  readonly agent: Agent;
  readonly faults: WebhookFaultQueue;
  readonly findOAuthClient: (subscription: WebhookSubscription) => WebhookOAuthClient | undefined;
  /** Milliseconds before the first retry. Each later one waits twice as long. */
  readonly firstRetryMs: () => number;
}

/** Deliveries of a subscription that wait; further ones are dropped. */
const MAX_WAITING = 2000;
const MAX_RETRY_MS = 10 * MINUTE;
const MAX_RETRYING_MS = 48 * HOUR;
/** How long a reordered webhook waits for the next one. */
const MAX_HELD_MS = 5 * SECOND;
const DROPS_BEFORE_DISABLED = 3;
const DISABLED_MS = DAY;

interface Delivery extends Webhook {
  readonly incidentId: string;
  readonly createdAt: number;
  readonly handling: WebhookFaultKind['delivery'];
  readonly delayMs: number;
  attempts: number;
  isRepeat: boolean;
}

export function isTemporarilyDisabled({ disabledUntil }: WebhookSubscription, now: Date): boolean {
  return disabledUntil > now.getTime();
}

/**
 * The deliveries of one subscription (docs/upstream-quirks.md, "PagerDuty: webhook delivery"). Webhooks of one incident
 * are sent one after the other, those of several incidents at once.
 */
export class SubscriptionDeliveries {
  readonly #queues = new Map<string, Delivery[]>();
  #held: Delivery[] = [];

  constructor(
    private readonly subscription: WebhookSubscription,
    private readonly context: DeliveryContext,
  ) {}

  /** Queues a webhook. A disabled subscription loses it. */
  add(event: WebhookEvent): void {
    if (isTemporarilyDisabled(this.subscription, this.context.now()) || this.#countWaiting() >= MAX_WAITING) return;
    const delivery = this.#createDelivery(event);
    switch (delivery.handling) {
      case 'lost':
        return;
      case 'dark':
        return this.#disable();
      case 'reordered':
        this.#held.push(delivery);
        this.context.schedule(() => this.#releaseHeld(), MAX_HELD_MS);
        return;
      default:
        this.#enqueue(delivery);
    }
  }

  /** Drops everything that waits. The result of an attempt in flight has no effect. */
  clear(): void {
    this.#queues.clear();
    this.#held = [];
  }

  #countWaiting(): number {
    let count = this.#held.length;
    for (const queue of this.#queues.values()) count += queue.length;
    return count;
  }

  #createDelivery(event: WebhookEvent): Delivery {
    const fault = this.context.faults.take(event.type);
    const kind: WebhookFaultKind | undefined = fault && WEBHOOK_FAULTS[fault.kind];
    return {
      ...buildWebhook(this.subscription, event, kind),
      incidentId: event.incidentId ?? '',
      createdAt: this.context.now().getTime(),
      handling: kind?.delivery,
      delayMs: kind?.delivery === 'delayed' && fault ? fault.delaySeconds * SECOND : 0,
      attempts: 0,
      isRepeat: false,
    };
  }

  #enqueue(delivery: Delivery): void {
    const queue = this.#queues.get(delivery.incidentId) ?? [];
    queue.push(delivery);
    if (queue.length > 1) return;
    this.#queues.set(delivery.incidentId, queue);
    this.#begin(queue);
  }

  #releaseHeld(): void {
    const held = this.#held;
    this.#held = [];
    for (const delivery of held) this.#enqueue(delivery);
  }

  #begin(queue: Delivery[]): void {
    const [delivery] = queue;
    if (delivery === undefined) return;
    if (delivery.delayMs > 0) this.context.schedule(() => void this.#send(queue, delivery), delivery.delayMs);
    else void this.#send(queue, delivery);
  }

  /** Whether the queue was not cleared. */
  #isCurrent(queue: Delivery[], { incidentId }: Delivery): boolean {
    return this.#queues.get(incidentId) === queue;
  }

  async #send(queue: Delivery[], delivery: Delivery): Promise<void> {
    if (!this.#isCurrent(queue, delivery)) return;
    delivery.attempts += 1;
    const outcome = toWebhookOutcome(await this.#sendOnce(delivery));
    if (!this.#isCurrent(queue, delivery)) return;
    const isOver = this.context.now().getTime() - delivery.createdAt >= MAX_RETRYING_MS;
    if (outcome === 'retry' && !isOver) this.#retry(queue, delivery);
    else if (outcome === 'accepted') this.#accept(queue, delivery);
    else this.#drop(queue, delivery);
  }

  #sendOnce(delivery: Delivery): Promise<number | undefined> {
    const { agent, schedule, findOAuthClient } = this.context;
    const send = (headers: Delivery['headers']) =>
      sendWebhook({ ...delivery, headers: { ...delivery.headers, ...headers } }, agent, schedule);
    const client = findOAuthClient(this.subscription);
    return client === undefined ? send({}) : sendWithToken(client, send);
  }

  #retry(queue: Delivery[], delivery: Delivery): void {
    const { schedule, firstRetryMs } = this.context;
    const delayMs = Math.min(firstRetryMs() * 2 ** (delivery.attempts - 1), MAX_RETRY_MS);
    schedule(() => void this.#send(queue, delivery), delayMs);
  }

  #accept(queue: Delivery[], delivery: Delivery): void {
    this.subscription.droppedInARow = 0;
    if (delivery.handling === 'doubled' && !delivery.isRepeat) {
      delivery.isRepeat = true;
      void this.#send(queue, delivery);
      return;
    }
    this.#proceed(queue, delivery);
    this.#releaseHeld();
  }

  #drop(queue: Delivery[], delivery: Delivery): void {
    this.subscription.droppedInARow += 1;
    if (this.subscription.droppedInARow >= DROPS_BEFORE_DISABLED) this.#disable();
    else this.#proceed(queue, delivery);
  }

  #proceed(queue: Delivery[], { incidentId }: Delivery): void {
    queue.shift();
    if (queue.length === 0) this.#queues.delete(incidentId);
    else this.#begin(queue);
  }

  #disable(): void {
    this.subscription.disabledUntil = this.context.now().getTime() + DISABLED_MS;
    this.subscription.droppedInARow = 0;
    this.clear();
  }
}
