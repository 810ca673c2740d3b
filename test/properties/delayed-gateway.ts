import { afterAll, beforeAll, jest } from '@jest/globals';
import { Pool, type Dispatcher } from 'undici';
import { readConfig } from '../../src/config/read-config.js';
import { createGateway, type Gateway } from '../../src/gateway.js';
import { SYSTEM_CLOCK } from '../../src/upstream/transport/resilience/clock.js';
import { startTestSandbox, START_TIME, type Json, type TestSandbox } from '../sandbox/harness.js';

/** A delay of one request to an upstream. */
export type RequestDelay =
  | { readonly kind: 'none' }
  /** The request waits for a socket: nothing is written in this time. */
  | { readonly kind: 'socket'; readonly ms: number }
  /** The request is refused with a 429. */
  | { readonly kind: 'refused'; readonly seconds: number }
  /** Another caller is refused with a 429 just before the request. */
  | { readonly kind: 'held'; readonly seconds: number }
  /** The response is lost after the work. */
  | { readonly kind: 'lost'; readonly ms: number }
  /** The response is slow. */
  | { readonly kind: 'slow'; readonly ms: number };

export interface WrittenRequest {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  /** When it was written to the socket, in milliseconds since the start of the run. */
  readonly writtenAtMs: number;
}

export interface GraphQLResponse {
  readonly data: { readonly answer: Json | null };
  readonly errors?: readonly { readonly extensions: Readonly<Record<string, unknown>> }[];
}

export interface DelayedGateway {
  readonly sandbox: () => TestSandbox;
  /**
   * Runs an operation with `$account` whose requests to upstreams are delayed, one delay per request, during another
   * user's action.
   *
   * @param at time of the action in milliseconds since the start of the run
   */
  run(
    query: string,
    variables: object,
    waits: readonly RequestDelay[],
    human: { at: number; humanAction: () => Promise<unknown> },
  ): Promise<{
    readonly answer: GraphQLResponse;
    /** Whether the action happened before the end of the operation. */
    readonly met: boolean;
    readonly sent: readonly WrittenRequest[];
  }>;
}

const MAX_RUNS = 600;

interface GatewayRun {
  readonly delays: RequestDelay[];
  readonly concurrentAction: { readonly at: number; readonly humanAction: () => Promise<unknown> };
  readonly sent: WrittenRequest[];
  readonly account: string;
  met: boolean;
}

/** A gateway with a sandbox in simulated time, which advances only while something waits: no test sleeps. */
export function delayedGateway(): DelayedGateway {
  const pools: Pool[] = [];
  let now = START_TIME;
  let began = now;
  let run: GatewayRun | undefined;
  let stage: TestSandbox;
  let gateway: Gateway;
  /** Timers of the refused caller, which end with the run. */
  const timers: (() => void)[] = [];
  const pendingActions: Promise<unknown>[] = [];
  let isOther = false;
  let accounts = 0;

  async function advance(ms: number): Promise<void> {
    now += ms;
    if (!run || run.met || now - began < run.concurrentAction.at) return;
    run.met = true;
    await run.concurrentAction.humanAction();
  }

  const post = async (query: string, variables: object): Promise<GraphQLResponse> =>
    (
      await gateway.app.inject({ method: 'POST', url: '/graphql', payload: { query, variables } })
    ).json<GraphQLResponse>();

  /** Makes another caller's request fail, so that all requests of the account are delayed. */
  async function refuseOtherCaller(seconds: number, origin: string): Promise<void> {
    const isPagerDuty = stage.sandbox.pagerduty.baseUrl.startsWith(origin);
    const read = isPagerDuty
      ? 'incident(account: $account, by: { number: 1 }) { number }'
      : 'pagerDutyDestinations(account: $account) { totalCount }';
    if (pendingActions.length > 0) return; // a second request would share the call of the first
    isOther = true;
    run?.delays.unshift({ kind: 'refused', seconds });
    const waiting = new Promise<void>((resolve) => timers.push(resolve));
    const requested = post(`query ($account: String!) { ${read} }`, { account: run?.account });
    pendingActions.push(requested);
    await Promise.race([waiting, requested]);
    isOther = false;
  }

  async function delayDispatch(pool: Pool, options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler) {
    const wait = run?.delays.shift() ?? { kind: 'none' };
    const isLost = wait.kind === 'lost';
    const { method, path, body } = options;
    if (wait.kind === 'refused') return respondTooManyRequests(handler, wait.seconds);
    if (wait.kind === 'socket') await advance(wait.ms);
    pool.dispatch(options, {
      onRequestStart(controller, context) {
        handler.onRequestStart?.(controller, context);
        if (!controller.aborted)
          run?.sent.push({ method, path, body: typeof body === 'string' ? body : '', writtenAtMs: now - began });
      },
      onResponseStart: (...args) => (isLost ? undefined : handler.onResponseStart?.(...args)),
      onResponseData: (...args) => (isLost ? undefined : handler.onResponseData?.(...args)),
      onResponseError: (...args) => handler.onResponseError?.(...args),
      async onResponseEnd(controller, trailers) {
        if (wait.kind === 'slow' || wait.kind === 'lost') await advance(wait.ms);
        if (wait.kind === 'held') await refuseOtherCaller(wait.seconds, String(options.origin));
        if (isLost) handler.onResponseError?.(controller, Object.assign(new Error('lost'), { code: 'ECONNRESET' }));
        else handler.onResponseEnd?.(controller, trailers);
      },
    });
    return undefined;
  }

  beforeAll(async () => {
    jest.spyOn(Date, 'now').mockImplementation(() => now);
    jest.spyOn(SYSTEM_CLOCK, 'monotonic').mockImplementation(() => now);
    jest.spyOn(SYSTEM_CLOCK, 'wait').mockImplementation((ms) => {
      if (!isOther) return advance(ms);
      timers.at(-1)?.();
      return new Promise((resolve) => timers.push(resolve));
    });
    const limits = { pagerduty: 1_000_000, cloudflare: 1_000_000 };
    stage = await startTestSandbox({ limits, now: () => new Date(now) });
    const { pagerduty, cloudflare } = stage.sandbox;
    gateway = await createGateway({
      config: {
        ...readConfig({ UPSTREAMS: 'sandbox', CALLER_RATE_LIMIT: '0', LOG_LEVEL: 'silent' }),
        pagerduty: { byKey: accountPerRun(pagerduty), defaultKey: 'run-1' },
        cloudflare: { byKey: accountPerRun(cloudflare), defaultKey: 'run-1' },
      },
      dispatcherFor(origin) {
        const pool = new Pool(origin);
        pools.push(pool);
        return pool.compose(() => (options, handler) => {
          void delayDispatch(pool, { ...options, origin }, handler);
          return true;
        });
      },
    });
  });
  afterAll(async () => {
    await gateway.stop();
    await Promise.all(pools.map((pool) => pool.destroy()));
    await stage.sandbox.stop();
    jest.restoreAllMocks();
  });

  return {
    sandbox: () => stage,
    async run(query, variables, waits, human) {
      now += 60_000; // requests that the previous run delayed are sent again
      began = now;
      accounts += 1;
      const account = `run-${accounts}`;
      const current: GatewayRun = { delays: [...waits], concurrentAction: human, account, sent: [], met: false };
      run = current;
      const response = await post(query, { ...variables, account });
      run = undefined;
      for (const end of timers.splice(0)) end();
      await Promise.all(pendingActions.splice(0));
      return { answer: response, met: current.met, sent: current.sent };
    },
  };
}

/** Each run has its own account, because the gateway keeps state about refusals. */
function accountPerRun<T>(account: T): Readonly<Record<string, T>> {
  return Object.fromEntries(Array.from({ length: MAX_RUNS }, (_, n) => [`run-${n + 1}`, account]));
}

function respondTooManyRequests(handler: Dispatcher.DispatchHandler, seconds: number): void {
  const controller = {
    aborted: false,
    paused: false,
    reason: null,
    abort: () => undefined,
    pause: () => undefined,
    resume: () => undefined,
  } as unknown as Dispatcher.DispatchController;
  const reset = String(seconds);
  const reported = {
    'retry-after': reset,
    'ratelimit-limit': '1000000',
    'ratelimit-remaining': '0',
    'ratelimit-reset': reset,
  };
  handler.onRequestStart?.(controller, {});
  handler.onResponseStart?.(controller, 429, reported, 'Too Many Requests');
  handler.onResponseEnd?.(controller, {});
}
