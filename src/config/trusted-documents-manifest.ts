import { createHash } from 'node:crypto';
import * as z from 'zod';
import { tryParseJson } from '../shared/json.js';

/** GraphQL documents by the id that clients send for them. */
export type TrustedDocuments = ReadonlyMap<string, string>;

const ApolloManifest = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  operations: z.array(z.object({ id: z.string().min(1), body: z.string().min(1) })),
});

/** Relay's persisted queries: ids and texts, nothing else. */
const RelayManifest = z.record(z.string().min(1), z.string().min(1));

/**
 * Reads the text of a manifest in Apollo's form or in Relay's; undefined when it is neither. A document can be asked for
 * by the SHA-256 of its text as well, whatever id the manifest gives it.
 */
export function parseTrustedDocuments(text: string): TrustedDocuments | undefined {
  const json = tryParseJson(text);
  const apollo = ApolloManifest.safeParse(json);
  const relay = apollo.success ? undefined : RelayManifest.safeParse(json).data;
  const entries = apollo.data?.operations.map(({ id, body }) => [id, body] as const) ?? Object.entries(relay ?? {});
  if (entries.length === 0) return undefined;
  return new Map(entries.flatMap(([id, body]) => [[sha256(body), body] as const, [id, body] as const]));
}

/** SHA-256 in hex, as persisted queries name a document. */
export function sha256(document: string): string {
  return createHash('sha256').update(document).digest('hex');
}
