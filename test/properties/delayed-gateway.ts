import { afterAll, beforeAll, jest } from '@jest/globals';
import { Pool, type Dispatcher } from 'undici';
import { readConfig } from '../../src/config/read-config.js';
import { createGateway, type Gateway } from '../../src/gateway.js';
import { SYSTEM_CLOCK } from '../../src/upstream/transport/resilience/clock.js';
import { COMPILE_MODE } from '../compile-mode.js';
import { setStage, START, type Json, type Stage } from '../sandbox/harness.js';

/** What makes one request to an upstream wait. */
export type Wait =
  | { readonly kind: 'none' }
  /** For a socket: nothing is written meanwhile. */
  | { readonly kind: 'socket'; readonly ms: number }
  /** It is refused with 429. */
  | { readonly kind: 'refused'; readonly seconds: number }
  /** Another caller is refused with 429 just before it leaves. */
  | { readonly kind: 'held'; readonly seconds: number }
  /** For an answer that is lost when the work is done. */
  | { readonly kind: 'lost'; readonly ms: number }
  /** For its answer. */
  | { readonly kind: 'slow'; readonly ms: number };

export interface Written {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  /** When it was written to the socket, in milliseconds since the run began. */
  readonly at: number;
}

export interface Answer {
  readonly data: { readonly answer: Json | null };
  readonly errors?: readonly { readonly extensions: Readonly<Record<string, unknown>> }[];
}

export interface WaitingGateway {
  readonly sandbox: () => Stage;
  /**
   * Runs an operation, which takes `$account`, whose requests to upstreams wait, one wait a request, while somebody else does something.
   *
   * @param at when, in milliseconds since the run begins
   */
  run(
    query: string,
    variables: object,
    waits: readonly Wait[],
    human: { at: number; deed: () => Promise<unknown> },
  ): Promise<{
    readonly answer: Answer;
    /** Whether the human's moment came before the operation's end. */
    readonly met: boolean;
    readonly sent: readonly Written[];
  }>;
}

const MOST_RUNS = 400;

interface Run {
  readonly waits: Wait[];
  readonly human: { readonly at: number; readonly deed: () => Promise<unknown> };
  readonly sent: Written[];
  readonly account: string;
  met: boolean;
}

/** A gateway before a sandbox, in time that passes only where something waits: no test sleeps. */
export function waitingGateway(): WaitingGateway {
  const pools: Pool[] = [];
  let now = START;
  let began = now;
  let run: Run | undefined;
  let stage: Stage;
  let gateway: Gateway;
  /** Waits of the caller who is refused, which end with the run. */
  const others: (() => void)[] = [];
  const asides: Promise<unknown>[] = [];
  let isOther = false;
  let accounts = 0;

  async function pass(ms: number): Promise<void> {
    now += ms;
    if (!run || run.met || now - began < run.human.at) return;
    run.met = true;
    await run.human.deed();
  }

  const post = async (query: string, variables: object): Promise<Answer> =>
    (await gateway.app.inject({ method: 'POST', url: '/graphql', payload: { query, variables } })).json<Answer>();

  /** Has another caller's request refused, so that all of the account are held. */
  async function refuseOther(seconds: number, origin: string): Promise<void> {
    const isPagerDuty = stage.sandbox.pagerduty.baseUrl.startsWith(origin);
    const read = isPagerDuty
      ? 'incident(account: $account, by: { number: 1 }) { number }'
      : 'pagerDutyDestinations(account: $account) { totalCount }';
    if (asides.length > 0) return; // a second one would share the first one's call
    isOther = true;
    run?.waits.unshift({ kind: 'refused', seconds });
    const waiting = new Promise<void>((resolve) => others.push(resolve));
    const asked = post(`query ($account: String!) { ${read} }`, { account: run?.account });
    asides.push(asked);
    await Promise.race([waiting, asked]);
    isOther = false;
  }

  async function dispatchLater(pool: Pool, options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler) {
    const wait = run?.waits.shift() ?? { kind: 'none' };
    const isLost = wait.kind === 'lost';
    const { method, path, body } = options;
    if (wait.kind === 'refused') return refuse(handler, wait.seconds);
    if (wait.kind === 'socket') await pass(wait.ms);
    pool.dispatch(options, {
      onRequestStart(controller, context) {
        handler.onRequestStart?.(controller, context);
        if (!controller.aborted)
          run?.sent.push({ method, path, body: typeof body === 'string' ? body : '', at: now - began });
      },
      onResponseStart: (...args) => (isLost ? undefined : handler.onResponseStart?.(...args)),
      onResponseData: (...args) => (isLost ? undefined : handler.onResponseData?.(...args)),
      onResponseError: (...args) => handler.onResponseError?.(...args),
      async onResponseEnd(controller, trailers) {
        if (wait.kind === 'slow' || wait.kind === 'lost') await pass(wait.ms);
        if (wait.kind === 'held') await refuseOther(wait.seconds, String(options.origin));
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
      if (!isOther) return pass(ms);
      others.at(-1)?.();
      return new Promise((resolve) => others.push(resolve));
    });
    const limits = { pagerduty: 1_000_000, cloudflare: 1_000_000 };
    stage = await setStage({ limits, now: () => new Date(now) });
    const { pagerduty, cloudflare } = stage.sandbox;
    gateway = await createGateway({
      config: {
        ...readConfig({ ...COMPILE_MODE, UPSTREAMS: 'sandbox', CALLER_RATE_LIMIT: '0', LOG_LEVEL: 'silent' }),
        pagerduty: { byKey: forEachRun(pagerduty), defaultKey: 'run-1' },
        cloudflare: { byKey: forEachRun(cloudflare), defaultKey: 'run-1' },
      },
      dispatcherFor(origin) {
        const pool = new Pool(origin);
        pools.push(pool);
        return pool.compose(() => (options, handler) => {
          void dispatchLater(pool, { ...options, origin }, handler);
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
      now += 60_000; // what was held in the run before is free again
      began = now;
      accounts += 1;
      const account = `run-${accounts}`;
      const current: Run = { waits: [...waits], human, account, sent: [], met: false };
      run = current;
      const answer = await post(query, { ...variables, account });
      run = undefined;
      for (const end of others.splice(0)) end();
      await Promise.all(asides.splice(0));
      return { answer, met: current.met, sent: current.sent };
    },
  };
}

/** An account of its own for each run: what a gateway learns of refusals must not reach the next. */
function forEachRun<T>(account: T): Readonly<Record<string, T>> {
  return Object.fromEntries(Array.from({ length: MOST_RUNS }, (_, n) => [`run-${n + 1}`, account]));
}

function refuse(handler: Dispatcher.DispatchHandler, seconds: number): void {
  const controller = {
    aborted: false,
    paused: false,
    reason: null,
    abort: () => undefined,
    pause: () => undefined,
    resume: () => undefined,
  } as unknown as Dispatcher.DispatchController;
  const reset = String(seconds);
  const told = {
    'retry-after': reset,
    'ratelimit-limit': '1000000',
    'ratelimit-remaining': '0',
    'ratelimit-reset': reset,
  };
  handler.onRequestStart?.(controller, {});
  handler.onResponseStart?.(controller, 429, told, 'Too Many Requests');
  handler.onResponseEnd?.(controller, {});
}
