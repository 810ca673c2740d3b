import { FAULT_KINDS, type FaultKind, type FaultName } from '../../src/sandbox/faults/fault-kinds.js';
import type { Deed } from './fault-proxy.js';

/**
 * What a fault means for a call. `passing`: it may go better the next time, and nothing was done. `applied`: the upstream
 * did it, and the answer was lost. `garbled`: an answer nobody can read, and nothing was done. `busy`: refused for haste.
 * `wait`: the same with a wait too long for anybody. `refused`: refused for good.
 */
export type Meaning = 'passing' | 'applied' | 'garbled' | 'busy' | 'wait' | 'refused';

export interface Fault {
  readonly means: Meaning;
  /** What a caller is told when the gateway gives up. */
  readonly code: string;
}

/** The same for as long as it lasts, or of a meaning that only Cloudflare's envelope gives. */
type Untold = 'down' | 'unsuccessful' | 'null-result';

/** What each kind of fault comes to; each is tried on every operation. */
export const FAULTS: Readonly<Record<Exclude<FaultName, Untold>, Fault>> = {
  '408': { means: 'passing', code: 'UPSTREAM_TIMEOUT' },
  '500': { means: 'passing', code: 'UPSTREAM_UNAVAILABLE' },
  '503': { means: 'passing', code: 'UPSTREAM_UNAVAILABLE' },
  reset: { means: 'passing', code: 'UPSTREAM_UNAVAILABLE' },
  'reset-in-body': { means: 'passing', code: 'UPSTREAM_UNAVAILABLE' },
  'half-body': { means: 'passing', code: 'UPSTREAM_UNAVAILABLE' },
  'half-chunked': { means: 'passing', code: 'UPSTREAM_UNAVAILABLE' },
  'half-gzip': { means: 'passing', code: 'UPSTREAM_UNAVAILABLE' },
  hang: { means: 'passing', code: 'UPSTREAM_TIMEOUT' },
  drip: { means: 'passing', code: 'UPSTREAM_TIMEOUT' },
  lost: { means: 'applied', code: 'UPSTREAM_UNAVAILABLE' },
  'lost-502': { means: 'applied', code: 'UPSTREAM_UNAVAILABLE' },
  'lost-hang': { means: 'applied', code: 'UPSTREAM_TIMEOUT' },
  'bad-chunk': { means: 'garbled', code: 'UPSTREAM_BAD_RESPONSE' },
  'gzip-bomb': { means: 'garbled', code: 'UPSTREAM_BAD_RESPONSE' },
  'header-bomb': { means: 'garbled', code: 'UPSTREAM_BAD_RESPONSE' },
  'no-http': { means: 'garbled', code: 'UPSTREAM_BAD_RESPONSE' },
  redirect: { means: 'garbled', code: 'UPSTREAM_BAD_RESPONSE' },
  malformed: { means: 'garbled', code: 'UPSTREAM_BAD_RESPONSE' },
  'wrong-shape': { means: 'garbled', code: 'UPSTREAM_BAD_RESPONSE' },
  'deep-json': { means: 'garbled', code: 'UPSTREAM_BAD_RESPONSE' },
  '429-bare': { means: 'busy', code: 'UPSTREAM_RATE_LIMITED' },
  '429-hour': { means: 'wait', code: 'UPSTREAM_RATE_LIMITED' },
  'echoed-credential': { means: 'refused', code: 'UPSTREAM_FORBIDDEN' },
};

/** A fault of the sandbox as it is done between gateway and upstream. */
export function deedOf(name: FaultName): Deed {
  const { deed, isAfterwards }: FaultKind = FAULT_KINDS[name];
  return async (arrival) => {
    if (isAfterwards) await arrival.apply();
    await deed(arrival);
  };
}
