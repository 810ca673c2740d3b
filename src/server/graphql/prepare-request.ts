import type { TrustedDocuments } from '../../config/trusted-documents-manifest.js';
import { enforceDocumentLimits, type Limits } from '../limits/enforce-limits.js';
import { createDocumentCache, MAX_CACHED_LENGTH, measureString } from './document-cache.js';
import { documentIdsIn, queriesIn, withQuery, type GraphQLHttpRequest } from './graphql-params.js';
import { tryParseDocument } from './parse-document.js';
import { createFindTrustedText, createUntrustedFault } from './trusted-documents.js';

/** Returns the request to execute, or throws if its documents are not allowed. */
export type PrepareRequest = (request: GraphQLHttpRequest) => GraphQLHttpRequest;

/** Texts that passed the checks and are not parsed again. */
const MAX_CHECKED_TEXTS = 500;

/**
 * Enforces the document limits before a document is validated. With trusted documents, a request must select one of them: by
 * id, by hash, or as a text that equals one apart from layout and comments.
 *
 * @throws {Fault} when called: `FORBIDDEN` for an untrusted document, and the errors of `enforceDocumentLimits`
 */
export function createPrepareRequest(limits: Limits, trusted?: TrustedDocuments): PrepareRequest {
  const checkQuery = createCheckQuery(limits, trusted);
  return (request) => {
    const texts = queriesIn(request);
    if (!trusted) {
      for (const text of texts) checkQuery(text);
      return request;
    }
    const ids = documentIdsIn(request);
    const [text] = texts.length > 0 ? texts : ids.map((id) => trusted.get(id));
    if (text === undefined && ids.length === 0) return request;
    if (text === undefined) throw createUntrustedFault();
    return withQuery(request, checkQuery(text));
  };
}

/** Checks a text and returns the text to execute: the trusted one, or itself without trusted documents. */
function createCheckQuery(limits: Limits, trusted: TrustedDocuments | undefined): (text: string) => string {
  const checkedTexts = createDocumentCache('checked', MAX_CHECKED_TEXTS, measureString);
  const findTrustedText = trusted && createFindTrustedText(trusted);
  return (text) => {
    const checked = checkedTexts.get(text);
    if (checked !== undefined) return checked;
    const document = tryParseDocument(text, { maxTokens: limits.tokens, noLocation: true });
    const queryToRun = findTrustedText ? findTrustedText(text, document) : text;
    if (queryToRun === undefined) throw createUntrustedFault();
    if (!document) return queryToRun;
    enforceDocumentLimits(document, limits);
    if (text.length <= MAX_CACHED_LENGTH) checkedTexts.set(text, queryToRun);
    return queryToRun;
  };
}
