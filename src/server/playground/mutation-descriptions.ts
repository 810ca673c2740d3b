import type { GraphQLField, GraphQLSchema } from 'graphql';
import type { Scope } from '../../config/scopes.js';
import { getRequirement } from '../../graph/core/auth/requires-scope.js';

/** The text of the confirmation that the playground shows before a mutation. */
export interface PlaygroundMutation {
  readonly about: string;
  /** The upstream whose account it changes. */
  readonly upstream: 'pagerduty' | 'cloudflare';
}

/** Returns every mutation by name with its description in the schema, because the page may not be able to read the schema. */
export function describeMutations(schema: GraphQLSchema): Readonly<Record<string, PlaygroundMutation>> {
  const fields = Object.values(schema.getMutationType()?.getFields() ?? {});
  return Object.fromEntries(
    fields.map((field) => [field.name, { about: field.description ?? '', upstream: findUpstream(field) }]),
  );
}

const CLOUDFLARE_SCOPES: ReadonlySet<unknown> = new Set<Scope>(['DESTINATIONS_WRITE', 'POLICIES_WRITE']);

/** Destinations and policies belong to Cloudflare, everything else to PagerDuty. */
function findUpstream(field: GraphQLField<unknown, unknown>): PlaygroundMutation['upstream'] {
  return CLOUDFLARE_SCOPES.has(getRequirement(field)?.scope) ? 'cloudflare' : 'pagerduty';
}
