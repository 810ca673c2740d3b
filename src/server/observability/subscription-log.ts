import type { FastifyBaseLogger } from 'fastify';
import type { OperationDefinitionNode } from 'graphql';
import type { RequestMetadata } from '../../graph/core/context.js';
import { clipOperationName } from './operation-log.js';

export interface LoggedSubscription {
  readonly request: Pick<RequestMetadata, 'requestId' | 'caller'>;
  readonly operation: OperationDefinitionNode;
  readonly cost: number;
  readonly transport: string;
}

/** @param subscription with the request id of the executions that it shares */
export function logSubscriptionStart(
  log: FastifyBaseLogger,
  subscription: LoggedSubscription & { readonly sharedId: string },
): void {
  log.info({ ...toLine(subscription), sharedId: subscription.sharedId }, 'GraphQL subscription started');
}

export interface EndedSubscription extends LoggedSubscription {
  /** By `performance.now()`. */
  readonly startedAt: number;
  readonly eventCount: number;
  readonly reason: string;
  readonly codes: readonly unknown[] | undefined;
}

export function logSubscriptionEnd(log: FastifyBaseLogger, ended: EndedSubscription): void {
  const { startedAt, eventCount, reason, codes } = ended;
  const durationMs = Math.round(performance.now() - startedAt);
  log.info({ ...toLine(ended), durationMs, events: eventCount, reason, codes }, 'GraphQL subscription ended');
}

function toLine({ request, operation, cost, transport }: LoggedSubscription): object {
  const { requestId, caller } = request;
  const name = clipOperationName(operation.name?.value);
  return { requestId, caller: caller.name, kind: 'subscription', operation: name, cost, transport };
}
