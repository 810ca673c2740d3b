import type { ApolloServerOptions, BaseContext } from '@apollo/server';
import type { DocumentNode } from 'graphql';
import type { LRUCache } from 'lru-cache';
import { BYTES_OF_CHARACTER, bytesOfText, kept, LONGEST_KEPT } from './document-cache.js';

type DocumentStore = NonNullable<ApolloServerOptions<BaseContext>['documentStore']>;
type PersistedQueries = NonNullable<Exclude<ApolloServerOptions<BaseContext>['persistedQueries'], false>>;
type TextStore = NonNullable<PersistedQueries['cache']>;

const MOST_DOCUMENTS = 500;
const MOST_TEXTS = 2_000;
const LONGEST_PERSISTED = 65_536;

/** Apollo's own store takes a document for as large as its JSON, in which the text and the tokens are missing. */
export function createDocumentStore(): DocumentStore {
  return storeOf(
    kept('parsed', MOST_DOCUMENTS, (document) => BYTES_OF_CHARACTER * lengthOf(document)),
    (document) => lengthOf(document) <= LONGEST_KEPT,
  );
}

function lengthOf({ loc }: DocumentNode): number {
  return loc?.source.body.length ?? Infinity;
}

/** Texts that clients registered by their hash. */
export function createPersistedTexts(): TextStore {
  return storeOf(kept('persisted', MOST_TEXTS, bytesOfText), (text) => text.length <= LONGEST_PERSISTED);
}

function storeOf<V extends {}>(entries: LRUCache<string, V>, isWorthIt: (value: V) => boolean) {
  return {
    async get(key: string): Promise<V | undefined> {
      return entries.get(key);
    },
    async set(key: string, value: V): Promise<void> {
      if (isWorthIt(value)) entries.set(key, value);
    },
    async delete(key: string): Promise<boolean> {
      return entries.delete(key);
    },
  };
}
