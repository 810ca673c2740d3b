import { randomUUID } from 'node:crypto';
import type { Caller } from '../../graph/core/auth/caller.js';
import type { RequestMetadata } from '../../graph/core/context.js';
import type { FormatError } from '../../graph/core/errors/format-error.js';
import type { RateLimitStatus } from '../../store/rate-limiter.js';
import type { Executor, PreparedOperation } from '../graphql/executor.js';
import type { CachedOperation } from '../graphql/operation-cache.js';
import type { CheckResponseSize } from '../limits/enforce-response-size.js';
import { ReadAllowance } from './read-allowance.js';
import { RenderedResult } from './rendered-result.js';

/** A subscription's executions, shared by all its subscribers with the same rights. */
export interface SharedExecution {
  /** Request id of the executions, in their errors and upstream calls. */
  readonly id: string;
  /** Executes for an event; subscribers that pass the same object share the result. Never rejects. */
  render(event: object): Promise<RenderedResult>;
  /** To be called once by each subscriber. */
  leave(): void;
}

export interface SharedExecutionsOptions {
  readonly executor: Pick<Executor, 'executeEvent'>;
  readonly formatError: FormatError;
  readonly checkResponseSize: CheckResponseSize;
}

interface Group {
  readonly id: string;
  readonly render: SharedExecution['render'];
  subscribers: number;
}

const NO_RATE_LIMIT: RateLimitStatus = { limit: null, remaining: null, resetAt: null };

/** Finds the execution that a subscriber shares: same operation, variables, scopes and accounts. */
export class SharedExecutions {
  private readonly groups = new WeakMap<CachedOperation, Map<string, Group>>();

  constructor(private readonly options: SharedExecutionsOptions) {}

  join(prepared: PreparedOperation, request: RequestMetadata): SharedExecution {
    const { cached, variablesKey } = prepared;
    if (variablesKey === undefined) return { ...this.createGroup(prepared, request), leave() {} };
    const groups = this.groups.get(cached) ?? new Map<string, Group>();
    this.groups.set(cached, groups);
    const key = `${toRightsKey(request.caller)} ${variablesKey}`;
    const group = groups.get(key) ?? this.createGroup(prepared, request);
    groups.set(key, group);
    group.subscribers += 1;
    return {
      id: group.id,
      render: group.render,
      leave() {
        group.subscribers -= 1;
        if (group.subscribers === 0) groups.delete(key);
      },
    };
  }

  private createGroup(prepared: PreparedOperation, { caller, requestScope }: RequestMetadata): Group {
    const id = randomUUID();
    const results = new WeakMap<object, Promise<RenderedResult>>();
    const sharedCaller = toSharedCaller(caller);
    const allowance = new ReadAllowance();
    const { deadlineMs, maxReads } = requestScope;
    const render = (event: object) => {
      const rendered =
        results.get(event) ??
        this.execute(prepared, event, {
          requestId: id,
          caller: sharedCaller,
          requestScope: { requestId: id, counter: allowance.getCounter(), deadlineMs, maxReads },
          rateLimit: NO_RATE_LIMIT,
        });
      results.set(event, rendered);
      return rendered;
    };
    return { id, render, subscribers: 0 };
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
