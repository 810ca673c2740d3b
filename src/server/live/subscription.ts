import { GraphQLError, type ExecutionResult, type GraphQLFormattedError } from 'graphql';
import type { FastifyBaseLogger } from 'fastify';
import type { RequestMetadata } from '../../graph/core/context.js';
import type { FormatError } from '../../graph/core/errors/format-error.js';
import { toError } from '../../shared/to-error.js';
import type { Executor, PreparedOperation } from '../graphql/executor.js';
import { logSubscriptionEnd, logSubscriptionStart } from '../observability/subscription-log.js';
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

/** One subscription of one client. */
export class Subscription {
  private readonly startedAt = performance.now();
  private source: AsyncIterator<unknown> | undefined;
  private execution: SharedExecution | undefined;
  private eventCount = 0;
  private isStopped = false;

  /** @param release frees the slot of the subscription */
  constructor(
    private readonly parts: SubscriptionParts,
    private readonly prepared: PreparedOperation,
    private readonly request: RequestMetadata,
    private readonly outlet: SubscriptionOutlet,
    private readonly release: () => void,
  ) {}

  /** Sends each result until the source ends, fails, or `stop` is called. Never rejects. */
  async run(): Promise<void> {
    try {
      const opened = await this.parts.executor.subscribe(this.prepared, this.request);
      if (!isAsyncIterable(opened)) return this.fail(opened.errors ?? []);
      this.source = opened[Symbol.asyncIterator]();
      if (this.isStopped) return void this.source.return?.();
      this.execution = this.parts.sharedExecutions.join(this.prepared, this.request);
      logSubscriptionStart(this.parts.log, { ...this.logged(), sharedId: this.execution.id });
      await this.deliver(this.source, this.execution);
      if (!this.stop('completed')) return;
      this.outlet.finish(false);
    } catch (error) {
      const originalError = toError(error);
      this.fail([new GraphQLError(originalError.message, { originalError })]);
    }
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
    void this.source?.return?.();
    this.execution?.leave();
    this.release();
    const { startedAt, eventCount } = this;
    logSubscriptionEnd(this.parts.log, { ...this.logged(), startedAt, eventCount, reason, codes });
    return true;
  }

  private async deliver(source: AsyncIterator<unknown>, execution: SharedExecution): Promise<void> {
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- one result follows the other
      const { done, value } = await source.next();
      if (done || this.isStopped) return;
      // oxlint-disable-next-line no-await-in-loop -- see above
      const result = await execution.render(value as object);
      const turn = this.parts.turns.take();
      // oxlint-disable-next-line no-await-in-loop -- see above
      if (turn) await turn;
      if (this.isStopped) return;
      this.eventCount += 1;
      const drained = this.outlet.send(result);
      // oxlint-disable-next-line no-await-in-loop -- see above
      if (drained) await drained;
    }
  }

  private fail(errors: readonly GraphQLError[]): void {
    const formatted = errors.map((error) => this.parts.formatError(error.toJSON(), error, this.request.requestId));
    const codes = formatted.map(({ extensions }) => extensions?.['code']);
    if (!this.stop('failed', codes)) return;
    void this.outlet.send(new RenderedResult(JSON.stringify({ errors: formatted })));
    this.outlet.finish(formatted.every(isRetryable));
  }

  private logged() {
    const { request, prepared, outlet } = this;
    return { request, operation: prepared.operation, cost: prepared.cost, transport: outlet.transport };
  }
}

const isRetryable = ({ extensions }: GraphQLFormattedError): boolean => extensions?.['retryable'] === true;

const isAsyncIterable = (opened: AsyncIterable<unknown> | ExecutionResult): opened is AsyncIterable<unknown> =>
  Symbol.asyncIterator in opened;
