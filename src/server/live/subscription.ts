import { GraphQLError, type ExecutionResult, type GraphQLFormattedError } from 'graphql';
import type { FastifyBaseLogger } from 'fastify';
import type { RequestMetadata } from '../../graph/core/context.js';
import type { FormatError } from '../../graph/core/errors/format-error.js';
import { toError } from '../../shared/to-error.js';
import type { Executor, PreparedOperation } from '../graphql/executor.js';
import {
  logSubscriptionEnd,
  logSubscriptionStart,
  type LoggedSubscription,
} from '../observability/subscription-log.js';
import { RenderedResult } from './rendered-result.js';
import type { SharedExecution, SharedExecutions } from './shared-executions.js';
import type { WriteTurns } from './write-turns.js';

/** Where the results of one subscription go. */
export interface SubscriptionOutlet {
  readonly transport: 'event-stream' | 'websocket';
  /** @returns undefined, or while the reader is behind a promise that resolves when it is not */
  send(result: RenderedResult): Promise<void> | undefined;
  /**
   * Ends the operation.
   *
   * @param canRetry whether the same operation can succeed later
   */
  finish(canRetry: boolean): void;
}

export interface SubscriptionParts {
  readonly executor: Pick<Executor, 'subscribe'>;
  readonly sharedExecutions: SharedExecutions;
  readonly formatError: FormatError;
  readonly log: FastifyBaseLogger;
  readonly turns: WriteTurns;
}

/** What a subscription begins with. It is not kept, because a subscription lasts for hours. */
export interface SubscriptionStart {
  readonly prepared: PreparedOperation;
  readonly request: RequestMetadata;
}

interface OpenSubscription {
  readonly source: AsyncIterator<unknown>;
  readonly execution: SharedExecution;
}

/** One subscription of one client. */
export class Subscription {
  private readonly startedAt = performance.now();
  private opened: OpenSubscription | undefined;
  private eventCount = 0;
  private isStopped = false;
  private readonly logged: LoggedSubscription;

  /** @param release frees the slot of the subscription */
  constructor(
    private readonly parts: SubscriptionParts,
    { prepared, request }: SubscriptionStart,
    private readonly outlet: SubscriptionOutlet,
    private readonly release: () => void,
  ) {
    const { requestId, caller } = request;
    const { operation, cost } = prepared;
    this.logged = { request: { requestId, caller }, operation, cost, transport: outlet.transport };
  }

  /** Sends each result until the source ends, fails, or `stop` is called. Never rejects. */
  run(start: SubscriptionStart): Promise<void> {
    return this.deliver(this.open(start));
  }

  /**
   * Stops without a further message.
   *
   * @param reason for the log
   * @returns false when it was stopped already
   */
  stop(reason: string, codes?: readonly unknown[]): boolean {
    if (this.isStopped) return false;
    this.isStopped = true;
    void this.opened?.source.return?.();
    this.opened?.execution.leave(this.logged.request.caller.id);
    this.release();
    const { startedAt, eventCount } = this;
    logSubscriptionEnd(this.parts.log, { ...this.logged, startedAt, eventCount, reason, codes });
    return true;
  }

  /** @returns undefined when it failed or was stopped meanwhile */
  private async open({ prepared, request }: SubscriptionStart): Promise<OpenSubscription | undefined> {
    const opened = await this.parts.executor.subscribe(prepared, request);
    if (!isAsyncIterable(opened)) {
      this.fail(opened.errors ?? []);
      return undefined;
    }
    const source = opened[Symbol.asyncIterator]();
    if (this.isStopped) {
      void source.return?.();
      return undefined;
    }
    const execution = this.parts.sharedExecutions.join(prepared, request);
    logSubscriptionStart(this.parts.log, { ...this.logged, sharedId: execution.id });
    this.opened = { source, execution };
    return this.opened;
  }

  /** The only async function that runs as long as the subscription: each takes 500 bytes, and keeps its parameters. */
  private async deliver(opening: Promise<OpenSubscription | undefined>): Promise<void> {
    try {
      const opened = await opening;
      if (!opened) return;
      for (;;) {
        // oxlint-disable-next-line no-await-in-loop -- one result follows the other
        const { done, value } = await opened.source.next();
        if (done || this.isStopped) break;
        // oxlint-disable-next-line no-await-in-loop -- see above
        const result = await opened.execution.render(value as object);
        const turn = this.parts.turns.take();
        // oxlint-disable-next-line no-await-in-loop -- see above
        if (turn) await turn;
        if (this.isStopped) return;
        this.eventCount += 1;
        const drained = this.outlet.send(result);
        // oxlint-disable-next-line no-await-in-loop -- see above
        if (drained) await drained;
      }
      if (this.stop('completed')) this.outlet.finish(false);
    } catch (error) {
      const originalError = toError(error);
      this.fail([new GraphQLError(originalError.message, { originalError })]);
    }
  }

  private fail(errors: readonly GraphQLError[]): void {
    const formatted = errors.map((error) =>
      this.parts.formatError(error.toJSON(), error, this.logged.request.requestId),
    );
    const codes = formatted.map(({ extensions }) => extensions?.['code']);
    if (!this.stop('failed', codes)) return;
    void this.outlet.send(new RenderedResult(JSON.stringify({ errors: formatted })));
    this.outlet.finish(formatted.every(isRetryable));
  }
}

const isRetryable = ({ extensions }: GraphQLFormattedError): boolean => extensions?.['retryable'] === true;

const isAsyncIterable = (opened: AsyncIterable<unknown> | ExecutionResult): opened is AsyncIterable<unknown> =>
  Symbol.asyncIterator in opened;
