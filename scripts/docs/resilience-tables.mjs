// The tables of docs/resilience.md.
import { markdownTable } from './markdown-table.mjs';

const RETRY_MODES = {
  idempotent: 'after every transient failure, because a second call has no further effect',
  'if-not-executed': 'only if the call was certainly not executed: no connection, or a 429',
  'check-first': 'never by itself: the gateway first reads the current state',
};

/** When each call may be retried. */
export function endpointsTable({ endpoints }) {
  const rows = Object.entries(RETRY_MODES).map(([mode, when]) => [
    `\`${mode}\``,
    when,
    Object.entries(endpoints)
      .map(([upstream, calls]) => describeCalls(upstream, Object.values(calls), mode))
      .filter(Boolean)
      .join('; '),
  ]);
  return markdownTable(['retry', 'when', 'calls'], rows);
}

/** The calls of one upstream with this mode. Reads are one phrase, because all of them have the same mode. */
function describeCalls(upstream, endpoints, mode) {
  const matching = endpoints.filter(({ retry }) => retry === mode);
  const writes = matching.filter(({ effect }) => effect === 'write').map(({ name }) => `\`${name}\``);
  const reads = matching.some(({ effect }) => effect === 'read') ? ['every read'] : [];
  return matching.length > 0 && `${upstream}: ${[...reads, ...writes].join(', ')}`;
}

const seconds = (ms) => `${ms / 1000} s`;
const percent = (part) => `${part * 100} %`;

/** The numbers of the resilience policy. */
export function policyTable({ policy, transientStatuses }) {
  const { maxAttempts, backoff, retryBudget, breaker, bulkhead, reserve, resetJitterMs } = policy;
  const rows = [
    ['attempts of one call', `${maxAttempts}, the first included`],
    [
      'transient failures',
      `HTTP ${transientStatuses.join(', ')}; no connection, a lost connection, an incomplete body, a timeout`,
    ],
    [
      'delay before a retry',
      `what the upstream requests; else a random part of ${seconds(backoff.baseMs * 2)}, then of twice that, at most ${seconds(backoff.maxMs)}`,
    ],
    ['retry budget', `${retryBudget.capacity} per account; ${1 / retryBudget.perSuccess} successes add one`],
    [
      'circuit breaker',
      `opens if more than ${percent(breaker.failureRatio)} of at least ${breaker.minCalls} calls within ${seconds(breaker.windowMs)} failed; allows one call after ${seconds(breaker.openMs)}`,
    ],
    ['calls in flight', `${bulkhead.maxConcurrent} per account; ${bulkhead.maxQueued} more may wait`],
    [
      'reserved for mutations',
      `${percent(reserve.ratio)} of a known rate limit, at least ${reserve.minCalls} calls; waiting reads start at random moments within ${seconds(resetJitterMs)} after the reset`,
    ],
  ];
  return markdownTable(['what', 'value'], rows);
}
