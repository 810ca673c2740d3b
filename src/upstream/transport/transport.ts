import { type Call, createAttempt, type Line, type RawAnswer } from './attempt.js';
import { currentScope } from './call-scope.js';
import { type Clock, SYSTEM_CLOCK } from './clock.js';
import type { Endpoint } from './endpoint.js';
import { TransportFailure } from './failure.js';
import { createFlights } from './flights.js';
import { createGuard } from './guard.js';
import { createQuota, type QuotaReader, type QuotaState } from './quota.js';
import { mayBeExecuted, mayRepeat, pauseMs, type Ending } from './repeat.js';
import { createRetryBudget } from './retry-budget.js';
import { TimeLimit } from './time-limit.js';

export interface TransportOptions extends Line {
  /** All tries, waits and body of one call, in milliseconds. */
  readonly deadlineMs: number;
  /** One try of a call that may be repeated freely, in milliseconds. */
  readonly tryTimeoutMs: number;
  /** How this upstream tells its rate limits; none when absent. */
  readonly readQuota?: QuotaReader;
  readonly clock?: Clock;
}

export interface Transport {
  /**
   * Sends a call under its endpoint's repeat policy and reads the answer whole. Judges no status and follows no redirect.
   *
   * @throws TransportFailure when there is no answer that can be read to its end
   */
  send(call: Call): Promise<RawAnswer>;
  /** Takes one of the repeats in hand for a call that is repeated by who sends it; false when there is none. */
  takeRepeat(): boolean;
  /** The rate limit nearest to its end, as last told; undefined until the first answer. */
  readonly quota: QuotaState | undefined;
}

/** Under which conditions a call is made. */
interface Terms {
  /** May use what is kept for writes. */
  readonly isUrgent: boolean;
  /** In milliseconds since the epoch. */
  readonly deadline: number;
  readonly signal?: AbortSignal;
}

/** Everything between a client and one upstream account. Knows no vendor. */
export function createTransport(options: TransportOptions): Transport {
  const { deadlineMs, tryTimeoutMs, readQuota = () => ({}), clock = SYSTEM_CLOCK } = options;
  const attempt = createAttempt(options, () => clock.now());
  const guard = createGuard();
  const quota = createQuota(readQuota, () => clock.now());
  const budget = createRetryBudget();
  const flights = createFlights<RawAnswer>();

  /** One try under guard and quota. */
  async function once(call: Call, { isUrgent, deadline, signal }: Terms): Promise<Ending> {
    let limit: TimeLimit | undefined;
    try {
      await admit(call.endpoint, isUrgent, deadline, signal);
      const left = deadline - clock.now();
      if (left <= 0) throw new TransportFailure('late');
      limit = new TimeLimit(tryLimit(call.endpoint, left), signal);
      const answer = await guarded(call, limit);
      if (answer.status < 400) budget.succeeded();
      return { answer, waitMs: quota.observe(call.endpoint, answer) };
    } catch (error) {
      if (error instanceof TransportFailure) return { failure: error };
      throw error;
    } finally {
      limit?.clear();
    }
  }

  function guarded(call: Call, limit: TimeLimit): Promise<RawAnswer> {
    const scope = currentScope();
    return guard(() => {
      if (scope) scope.counter.upstreamCalls += 1;
      return attempt(call, limit, scope?.requestId);
    }, limit);
  }

  function tryLimit({ repeat, leavesMs = 0 }: Endpoint, left: number): number {
    if (repeat === 'freely') return Math.min(tryTimeoutMs, left);
    return left > leavesMs ? left - leavesMs : left / 2;
  }

  /** Waits until the quota lets the call through. */
  async function admit(endpoint: Endpoint, isUrgent: boolean, deadline: number, signal?: AbortSignal): Promise<void> {
    const hold = quota.holdMs(endpoint, isUrgent);
    if (hold === 0) return;
    if (clock.now() + hold >= deadline) {
      throw new TransportFailure('held', undefined, undefined, Math.ceil(hold / 1000));
    }
    await clock.wait(hold, signal);
  }

  async function run(call: Call, terms: Terms): Promise<RawAnswer> {
    const firstSentAt = clock.now();
    let unclear: Ending | undefined;
    for (let tries = 1; ; tries += 1) {
      // oxlint-disable no-await-in-loop -- one try follows the other
      const ending = await once(call, terms);
      const pause = mayRepeat(call.endpoint, ending, tries) ? pauseMs(ending, tries, clock) : undefined;
      if (mayBeExecuted(ending)) unclear = ending;
      if (pause === undefined || clock.now() + pause >= terms.deadline || !budget.take()) {
        return answerOf(wasNotSent(ending) ? (unclear ?? ending) : ending, firstSentAt, tries);
      }
      await clock.wait(pause, terms.signal);
      // oxlint-enable no-await-in-loop
    }
  }

  return {
    send(call) {
      const scope = currentScope();
      const deadline = Math.min(clock.now() + deadlineMs, scope?.mutationEndsAt ?? Infinity);
      const urgent = { isUrgent: true, deadline };
      if (call.endpoint.effect === 'write') return flights.write(() => run(call, urgent));
      if (scope?.mutationEndsAt !== undefined) return run(call, urgent);
      return flights.join(call.path, scope?.signal, (signal) => run(call, { isUrgent: false, deadline, signal }));
    },
    takeRepeat: () => budget.take(),
    get quota() {
      return quota.state;
    },
  };
}

/** Such an ending says nothing of the tries before: a call that may have been executed must not be told as not sent. */
function wasNotSent(ending: Ending): boolean {
  return 'failure' in ending ? !mayBeExecuted(ending) : ending.answer.status === 429;
}

/** The answer of a try, dated from the first try: what happened since may have been our doing. */
function answerOf(ending: Ending, firstSentAt: number, tries: number): RawAnswer {
  if ('failure' in ending) throw ending.failure;
  return { ...ending.answer, sentAt: firstSentAt, repeated: tries > 1 };
}
