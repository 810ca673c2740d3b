import type { GraphQLField } from 'graphql';
import { Extensions } from 'type-graphql';
import type { Scope } from '../../../config/scopes.js';

/** `NOTHING`: open to every caller. `BY_TYPE`: the resolver checks the scope, because the type of the global id decides. */
export type RequiredScope = Scope | 'NOTHING' | 'BY_TYPE';

/** How often a field calls an upstream: for each object it is selected on, once per operation, or never. */
export type UpstreamCalls = 'EACH' | 'ONCE' | 'NEVER';

export interface Requirement {
  readonly scope: RequiredScope;
  readonly upstreamCalls: UpstreamCalls;
}

/**
 * Declares the scope that a field requires and its upstream calls. Every root field needs it, and every other field that
 * calls an upstream: objects are reachable along many paths, also from mutation payloads, and a caller with a write scope
 * may lack the read scope.
 */
export function Requires(scope: RequiredScope, upstreamCalls: UpstreamCalls = scope === 'NOTHING' ? 'NEVER' : 'EACH') {
  const requirement: Requirement = { scope, upstreamCalls };
  return Extensions({ requirement });
}

/** Returns the requirement declared by `@Requires`, or undefined. */
export function getRequirement({ extensions }: Pick<GraphQLField<unknown, unknown>, 'extensions'>) {
  return extensions['requirement'] as Requirement | undefined;
}
