import { randomUUID } from 'node:crypto';
import type { Config } from '../../config/config.js';
import { SCOPES } from '../../config/scopes.js';
import type { Context, RequestMetadata } from '../../graph/core/context.js';
import { AccountOutbox, type OutboxLog } from '../../graph/core/outbox/account-outbox.js';
import { type DeliveredItem, OutboxDelivery } from '../../graph/core/outbox/outbox-delivery.js';
import { deliverEvent } from '../../graph/pagerduty/events/deliver-event.js';
import type { QueuedEvent } from '../../graph/pagerduty/events/send-or-queue.js';
import { deliverCreate, type QueuedCreate } from '../../graph/pagerduty/incidents/trigger/trigger-or-queue.js';
import { parseLosslessJson } from '../../shared/lossless-json.js';
import { UNLIMITED } from '../../store/rate-limiter.js';
import type { Store } from '../../store/store.js';
import { runAsMutation } from '../../upstream/transport/request-scope.js';

/** The outboxes of all accounts, by their keys; empty if nothing can wait. */
export function openOutboxes(
  { pagerduty, outbox: { ttlSeconds } }: Pick<Config, 'pagerduty' | 'outbox'>,
  store: Pick<Store, 'openOutbox'>,
  log: OutboxLog,
): ReadonlyMap<string, AccountOutbox> {
  const accounts = Object.keys(pagerduty.byKey).flatMap((account) => {
    const outbox = store.openOutbox(account);
    return outbox ? [[account, new AccountOutbox(account, outbox, ttlSeconds * 1000, log)] as const] : [];
  });
  return new Map(accounts);
}

export interface DeliveryOptions {
  readonly outboxes: ReadonlyMap<string, AccountOutbox>;
  readonly createContext: (request: RequestMetadata) => Context;
  readonly deadlineMs: number;
  readonly log: OutboxLog;
}

/** Delivers with the same code as the mutations, as the caller who queued. */
export function createDelivery({ outboxes, createContext, deadlineMs, log }: DeliveryOptions): OutboxDelivery {
  const deliver = (account: string, { content, owner, sentAt }: DeliveredItem): Promise<object> => {
    const requestScope = { requestId: randomUUID(), counter: { upstreamCalls: 0 }, deadlineMs };
    const caller = { id: owner, name: 'outbox', scopes: new Set(SCOPES) };
    const { requestId } = requestScope;
    const context = createContext({ requestId, caller, requestScope, rateLimit: UNLIMITED });
    const accountContext = context.pagerduty.get(account, []);
    const queued = parseLosslessJson(content) as QueuedCreate | QueuedEvent;
    return runAsMutation(requestScope, () =>
      queued.kind === 'INCIDENT'
        ? deliverCreate(queued, accountContext, sentAt)
        : deliverEvent(queued, accountContext, sentAt),
    );
  };
  return new OutboxDelivery([...outboxes.values()], deliver, log);
}
