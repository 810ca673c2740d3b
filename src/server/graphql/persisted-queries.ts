import type { ApolloServerOptions, BaseContext } from '@apollo/server';
import type { DocumentNode } from 'graphql';
import type { LRUCache } from 'lru-cache';
import { PARSED_BYTES_PER_CHARACTER, measureString, createDocumentCache, MAX_CACHED_LENGTH } from './document-cache.js';

type DocumentStore = NonNullable<ApolloServerOptions<BaseContext>['documentStore']>;
type PersistedQueries = NonNullable<Exclude<ApolloServerOptions<BaseContext>['persistedQueries'], false>>;
type PersistedQueryCache = NonNullable<PersistedQueries['cache']>;

const MAX_DOCUMENTS = 500;
const MAX_PERSISTED_QUERIES = 2_000;
const MAX_PERSISTED_LENGTH = 65_536;

/** Apollo's own store takes a document for as large as its JSON, in which the text and the tokens are missing. */
export function createDocumentStore(): DocumentStore {
  return toApolloCache(
    createDocumentCache('parsed', MAX_DOCUMENTS, (document) => PARSED_BYTES_PER_CHARACTER * getSourceLength(document)),
    (document) => getSourceLength(document) <= MAX_CACHED_LENGTH,
  );
}

function getSourceLength({ loc }: DocumentNode): number {
  return loc?.source.body.length ?? Infinity;
}

/** Texts that clients registered by their hash. */
export function createPersistedQueryCache(): PersistedQueryCache {
  return toApolloCache(
    createDocumentCache('persisted', MAX_PERSISTED_QUERIES, measureString),
    (text) => text.length <= MAX_PERSISTED_LENGTH,
  );
}

function toApolloCache<V extends {}>(entries: LRUCache<string, V>, isCacheable: (value: V) => boolean) {
  return {
    async get(key: string): Promise<V | undefined> {
      return entries.get(key);
    },
    async set(key: string, value: V): Promise<void> {
      if (isCacheable(value)) entries.set(key, value);
    },
    async delete(key: string): Promise<boolean> {
      return entries.delete(key);
    },
  };
}
