import { FAULT_KINDS, type FaultKind, type FaultName } from '../../src/sandbox/faults/fault-kinds.js';
import type { FaultAction } from './fault-proxy.js';

/**
 * The effect of a fault on a call. `passing`: nothing was done, and a retry may succeed. `applied`: the upstream did
 * the work, and the response was lost. `garbled`: nothing was done, and the response is unreadable. `busy`: refused
 * by a rate limit. `wait`: the same with a wait beyond any deadline. `refused`: refused permanently.
 */
export type FaultEffect = 'passing' | 'applied' | 'garbled' | 'busy' | 'wait' | 'refused';

export interface InjectedFault {
  readonly effect: FaultEffect;
  /** The code that the caller gets when the gateway stops retrying. */
  readonly code: string;
}

/** Faults that last, or whose meaning only Cloudflare's envelope defines. */
type UntestedFault = 'down' | 'unsuccessful' | 'null-result';

export type TestedFault = Exclude<FaultName, UntestedFault>;

/** The effect of each kind of fault; each is tried on every write. */
export const FAULTS: Readonly<Record<TestedFault, InjectedFault>> = {
  '408': { effect: 'passing', code: 'UPSTREAM_TIMEOUT' },
  '500': { effect: 'passing', code: 'UPSTREAM_UNAVAILABLE' },
  '503': { effect: 'passing', code: 'UPSTREAM_UNAVAILABLE' },
  reset: { effect: 'passing', code: 'UPSTREAM_UNAVAILABLE' },
  'reset-in-body': { effect: 'passing', code: 'UPSTREAM_UNAVAILABLE' },
  'half-body': { effect: 'passing', code: 'UPSTREAM_UNAVAILABLE' },
  'half-chunked': { effect: 'passing', code: 'UPSTREAM_UNAVAILABLE' },
  'half-gzip': { effect: 'passing', code: 'UPSTREAM_UNAVAILABLE' },
  hang: { effect: 'passing', code: 'UPSTREAM_TIMEOUT' },
  drip: { effect: 'passing', code: 'UPSTREAM_TIMEOUT' },
  lost: { effect: 'applied', code: 'UPSTREAM_UNAVAILABLE' },
  'lost-502': { effect: 'applied', code: 'UPSTREAM_UNAVAILABLE' },
  'lost-hang': { effect: 'applied', code: 'UPSTREAM_TIMEOUT' },
  'bad-chunk': { effect: 'garbled', code: 'UPSTREAM_BAD_RESPONSE' },
  'gzip-bomb': { effect: 'garbled', code: 'UPSTREAM_BAD_RESPONSE' },
  'header-bomb': { effect: 'garbled', code: 'UPSTREAM_BAD_RESPONSE' },
  'no-http': { effect: 'garbled', code: 'UPSTREAM_BAD_RESPONSE' },
  redirect: { effect: 'garbled', code: 'UPSTREAM_BAD_RESPONSE' },
  malformed: { effect: 'garbled', code: 'UPSTREAM_BAD_RESPONSE' },
  'wrong-shape': { effect: 'garbled', code: 'UPSTREAM_BAD_RESPONSE' },
  'deep-json': { effect: 'garbled', code: 'UPSTREAM_BAD_RESPONSE' },
  '429-bare': { effect: 'busy', code: 'UPSTREAM_RATE_LIMITED' },
  '429-hour': { effect: 'wait', code: 'UPSTREAM_RATE_LIMITED' },
  'echoed-credential': { effect: 'refused', code: 'UPSTREAM_FORBIDDEN' },
};

/** A fault of the sandbox, injected between gateway and upstream. */
export function faultAction(name: FaultName): FaultAction {
  const { action, runsAfterHandler }: FaultKind = FAULT_KINDS[name];
  return async (arrival) => {
    if (runsAfterHandler) await arrival.forward();
    await action(arrival);
  };
}
