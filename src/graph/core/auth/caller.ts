import type { Scope } from '../../../config/scopes.js';
import { Fault, type Outcome } from '../../../faults/fault.js';

/** The authenticated client of a request. */
export interface Caller {
  /** Unique per caller, also for equal names from different authorities. Never shown. */
  readonly id: string;
  readonly name: string;
  /** Default actor of mutations. */
  readonly email?: string;
  readonly scopes: ReadonlySet<Scope>;
  /** Keys of the accounts that the caller may use; all accounts when absent. */
  readonly accounts?: ReadonlySet<string>;
  /**
   * Returns the caller with its present rights; absent when the credential cannot lose any.
   *
   * @throws {Fault} `UNAUTHENTICATED` when the credential has expired or was removed
   */
  readonly renew?: () => Caller;
}

/**
 * @param outcome outcome of the rejected mutation
 * @throws {Fault} `FORBIDDEN` with the missing scope
 */
export function requireScope({ scopes }: Caller, scope: Scope, outcome?: Outcome): void {
  if (!scopes.has(scope)) throw new Fault('FORBIDDEN', `Scope ${scope} is required.`, outcome && { outcome });
}
