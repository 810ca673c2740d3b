import type { ApolloServerOptions, BaseContext } from '@apollo/server';
import { createDocumentCache, measureString, toApolloCache } from './document-cache.js';

type PersistedQueries = NonNullable<Exclude<ApolloServerOptions<BaseContext>['persistedQueries'], false>>;
type PersistedQueryCache = NonNullable<PersistedQueries['cache']>;

const MAX_PERSISTED_QUERIES = 2_000;
const MAX_PERSISTED_LENGTH = 65_536;

/** Stores the texts that clients registered by hash (automatic persisted queries). */
export function createPersistedQueryCache(): PersistedQueryCache {
  return toApolloCache(
    createDocumentCache('persisted', MAX_PERSISTED_QUERIES, measureString),
    (text) => text.length <= MAX_PERSISTED_LENGTH,
  );
}
