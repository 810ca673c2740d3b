import { randomUUID } from 'node:crypto';
import type { Caller } from '../../graph/core/auth/caller.js';
import type { RequestMetadata } from '../../graph/core/context.js';
import type { FormatError } from '../../graph/core/errors/format-error.js';
import type { RateLimitStatus } from '../../store/rate-limiter.js';
import type { Executor, PreparedOperation } from '../graphql/executor.js';
import type { CachedOperation } from '../graphql/operation-cache.js';
import type { CheckResponseSize } from '../limits/enforce-response-size.js';
import { CallerCounts } from './caller-counts.js';
import { ReadCounters } from './read-counters.js';
import { RenderedResult } from './rendered-result.js';

/** A subscription's executions, shared by all its subscribers with the same rights. */
export interface SharedExecution {
  /** Request id of the executions, in their errors and upstream calls. */
  readonly id: string;
  /** Executes for an event; subscribers that pass the same object share the result. Never rejects. */
  render(event: object): Promise<RenderedResult>;
  /** To be called once by each subscriber, with the id of its caller. */
  leave(callerId: string): void;
}

export interface SharedExecutionsOptions {
  readonly executor: Pick<Executor, 'executeEvent'>;
  readonly formatError: FormatError;
  readonly checkResponseSize: CheckResponseSize;
}

interface Group extends SharedExecution {
  join(callerId: string): void;
}

const NO_RATE_LIMIT: RateLimitStatus = { limit: null, remaining: null, resetAt: null };

/** Finds the execution that a subscriber shares: same operation, variables, scopes and accounts. */
export class SharedExecutions {
  private readonly groups = new WeakMap<CachedOperation, Map<string, Group>>();
  private readonly readCounters = new ReadCounters();

  constructor(private readonly options: SharedExecutionsOptions) {}

  join(prepared: PreparedOperation, request: RequestMetadata): SharedExecution {
    const groups = this.findGroups(prepared);
    const key = `${toRightsKey(request.caller)} ${prepared.variablesKey}`;
    const group = groups.get(key) ?? this.createGroup(prepared, request, () => groups.delete(key));
    groups.set(key, group);
    group.join(request.caller.id);
    return group;
  }

  /** An operation whose variables have no key is shared with nobody. */
  private findGroups({ cached, variablesKey }: PreparedOperation): Map<string, Group> {
    const groups = (variablesKey !== undefined && this.groups.get(cached)) || new Map<string, Group>();
    if (variablesKey !== undefined) this.groups.set(cached, groups);
    return groups;
  }

  /** @param onEmpty called when the last subscriber has left */
  private createGroup(
    prepared: PreparedOperation,
    { caller, requestScope }: RequestMetadata,
    onEmpty: () => void,
  ): Group {
    const id = randomUUID();
    const subscribers = new CallerCounts();
    const results = new WeakMap<object, Promise<RenderedResult>>();
    const sharedCaller = toSharedCaller(caller);
    const { deadlineMs, maxReads } = requestScope;
    const render = (event: object) => {
      const rendered =
        results.get(event) ??
        this.execute(prepared, event, {
          requestId: id,
          caller: sharedCaller,
          requestScope: { requestId: id, ...this.findCounters(id, subscribers), deadlineMs, maxReads },
          rateLimit: NO_RATE_LIMIT,
        });
      results.set(event, rendered);
      return rendered;
    };
    return {
      id,
      render,
      join: (callerId) => subscribers.add(callerId, 1),
      leave(callerId) {
        subscribers.add(callerId, -1);
        if (subscribers.size === 0) onEmpty();
      },
    };
  }

  /** Charges the subscriber that has read least, so that a caller who reads much takes nothing from others. */
  private findCounters(id: string, subscribers: CallerCounts) {
    return {
      counter: this.readCounters.get(`execution ${id}`),
      callerCounter: this.readCounters.getLowest(subscribers.callerIds()),
    };
  }

  private async execute(prepared: PreparedOperation, event: object, request: RequestMetadata): Promise<RenderedResult> {
    const { executor, formatError, checkResponseSize } = this.options;
    const { data = null, errors } = await executor.executeEvent(prepared, request, event);
    const formatted = errors?.map((error) => formatError(error.toJSON(), error, request.requestId));
    const json = JSON.stringify(formatted ? { errors: formatted, data } : { data });
    return new RenderedResult(checkResponseSize(json, request.requestScope).trimEnd());
  }
}

/** Only what callers with the same rights have in common, so that nothing of one reaches another. */
const toSharedCaller = ({ scopes, accounts }: Caller): Caller => ({
  id: 'subscribers',
  name: 'subscribers',
  scopes,
  ...(accounts && { accounts }),
});

const toRightsKey = ({ scopes, accounts }: Caller): string =>
  JSON.stringify([[...scopes].toSorted(), accounts ? [...accounts].toSorted() : null]);
