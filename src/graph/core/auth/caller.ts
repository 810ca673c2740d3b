import type { Scope } from '../../../config/scopes.js';
import { Fault, type Outcome } from '../../../faults/fault.js';

/** Who asks, as far as the gateway can tell. */
export interface Caller {
  /** Tells callers apart, also those of one name whom different authorities vouch for; shown to nobody. */
  readonly id: string;
  readonly name: string;
  /** In whose name changes are made unless the input says otherwise. */
  readonly email?: string;
  readonly scopes: ReadonlySet<Scope>;
  /** Configured keys of the accounts the caller may use; every account when absent. */
  readonly accounts?: ReadonlySet<string>;
}

/**
 * @param outcome what became of the write that is refused
 * @throws {Fault} `FORBIDDEN` naming the scope that is missing
 */
export function requireScope({ scopes }: Caller, scope: Scope, outcome?: Outcome): void {
  if (!scopes.has(scope)) throw new Fault('FORBIDDEN', `Scope ${scope} is required.`, outcome && { outcome });
}
