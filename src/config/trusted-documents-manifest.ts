import { createHash } from 'node:crypto';
import * as z from 'zod';
import { tryParseJson } from '../shared/json.js';

/** GraphQL documents by the id that clients send instead. */
export type TrustedDocuments = ReadonlyMap<string, string>;

const ApolloManifest = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  operations: z.array(z.object({ id: z.string().min(1), body: z.string().min(1) })),
});

/** Relay's persisted queries: an object of document texts by id. */
const RelayManifest = z.record(z.string().min(1), z.string().min(1));

/**
 * Parses a manifest in the format of Apollo or Relay; undefined for any other text. Clients may also request a document by
 * the SHA-256 of its text, whatever its id in the manifest is.
 */
export function parseTrustedDocuments(text: string): TrustedDocuments | undefined {
  const json = tryParseJson(text);
  const apollo = ApolloManifest.safeParse(json);
  const relay = apollo.success ? undefined : RelayManifest.safeParse(json).data;
  const entries = apollo.data?.operations.map(({ id, body }) => [id, body] as const) ?? Object.entries(relay ?? {});
  if (entries.length === 0) return undefined;
  return new Map(entries.flatMap(([id, body]) => [[sha256(body), body] as const, [id, body] as const]));
}

/** The SHA-256 of a document in hex, as in persisted queries. */
export function sha256(document: string): string {
  return createHash('sha256').update(document).digest('hex');
}
