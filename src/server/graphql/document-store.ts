import type { ApolloServerOptions, BaseContext } from '@apollo/server';
import type { DocumentNode } from 'graphql';
import { createDocumentCache, MAX_CACHED_LENGTH, PARSED_BYTES_PER_CHARACTER, toApolloCache } from './document-cache.js';

type DocumentStore = NonNullable<ApolloServerOptions<BaseContext>['documentStore']>;

const MAX_DOCUMENTS = 500;

/** Apollo's own store measures a document by its JSON, which lacks the text and the tokens. */
export function createDocumentStore(): DocumentStore {
  return toApolloCache(
    createDocumentCache('parsed', MAX_DOCUMENTS, (document) => PARSED_BYTES_PER_CHARACTER * getSourceLength(document)),
    (document) => getSourceLength(document) <= MAX_CACHED_LENGTH,
  );
}

function getSourceLength({ loc }: DocumentNode): number {
  return loc?.source.body.length ?? Infinity;
}
