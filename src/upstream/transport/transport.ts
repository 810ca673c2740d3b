import { type Call, createAttempt, type Line, type RawAnswer } from './attempt.js';
import { currentScope } from './call-scope.js';
import { type Clock, SYSTEM_CLOCK } from './clock.js';
import { TransportFailure } from './failure.js';
import { createFlights } from './flights.js';
import { createGuard } from './guard.js';
import { createQuota, type QuotaReader, type QuotaState } from './quota.js';
import { mayRepeat, pauseMs, type Ending } from './repeat.js';
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
  /** The rate limit nearest to its end, as last told; undefined until the first answer. */
  readonly quota: QuotaState | undefined;
}

/** Everything between a client and one upstream account. Knows no vendor. */
export function createTransport(options: TransportOptions): Transport {
  const { deadlineMs, tryTimeoutMs, readQuota = () => ({}), clock = SYSTEM_CLOCK } = options;
  const attempt = createAttempt(options, () => clock.now());
  const guard = createGuard();
  const quota = createQuota(readQuota, () => clock.now());
  const budget = createRetryBudget();
  const flights = createFlights<RawAnswer>();

  async function once(call: Call, left: number, signal?: AbortSignal): Promise<Ending> {
    const limit = new TimeLimit(tryLimit(call, left), signal);
    const scope = currentScope();
    try {
      const answer = await guard(() => {
        if (scope) scope.counter.upstreamCalls += 1;
        return attempt(call, limit);
      }, limit);
      const waitMs = quota.observe(call.endpoint, answer);
      if (answer.status < 400) budget.succeeded();
      return { answer, waitMs };
    } catch (error) {
      if (error instanceof TransportFailure) return { failure: error };
      throw error;
    } finally {
      limit.clear();
    }
  }

  function tryLimit({ endpoint }: Call, left: number): number {
    if (endpoint.repeat === 'freely') return Math.min(tryTimeoutMs, left);
    const { leavesMs = 0 } = endpoint;
    return left > leavesMs ? left - leavesMs : left / 2;
  }

  /** Waits until the quota lets the call through. */
  async function admit({ endpoint }: Call, isUrgent: boolean, deadline: number, signal?: AbortSignal): Promise<void> {
    const hold = quota.holdMs(endpoint, isUrgent);
    if (hold === 0) return;
    if (clock.now() + hold >= deadline) {
      throw new TransportFailure('held', undefined, undefined, Math.ceil(hold / 1000));
    }
    await clock.wait(hold, signal);
  }

  async function run(call: Call, isUrgent: boolean, deadline: number, signal?: AbortSignal): Promise<RawAnswer> {
    const firstSentAt = clock.now();
    for (let tries = 1; ; tries += 1) {
      // oxlint-disable no-await-in-loop -- one try follows the other
      await admit(call, isUrgent, deadline, signal);
      const ending = await once(call, deadline - clock.now(), signal);
      const pause = mayRepeat(call.endpoint, ending, tries) ? pauseMs(ending, tries, clock) : undefined;
      if (pause === undefined || clock.now() + pause >= deadline || !budget.take())
        return answerOf(ending, firstSentAt, tries);
      await clock.wait(pause, signal);
      // oxlint-enable no-await-in-loop
    }
  }

  return {
    send(call) {
      const scope = currentScope();
      const deadline = Math.min(clock.now() + deadlineMs, scope?.mutationEndsAt ?? Infinity);
      if (call.endpoint.effect === 'write') return flights.write(() => run(call, true, deadline));
      if (scope?.mutationEndsAt !== undefined) return run(call, true, deadline);
      return flights.join(call.path, scope?.signal, (signal) => run(call, false, deadline, signal));
    },
    get quota() {
      return quota.state;
    },
  };
}

/** The last try's answer, dated from the first try: what happened since may have been our doing. */
function answerOf(ending: Ending, firstSentAt: number, tries: number): RawAnswer {
  if ('failure' in ending) throw ending.failure;
  return { ...ending.answer, sentAt: firstSentAt, repeated: tries > 1 };
}
