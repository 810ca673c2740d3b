import { parse, print, type DocumentNode } from 'graphql';
import type { TrustedDocuments } from '../../config/trusted-documents-manifest.js';
import { Fault } from '../../faults/fault.js';
import { enforceDocumentLimits, type Limits } from '../limits/enforce-limits.js';
import { measureString, createDocumentCache, MAX_CACHED_LENGTH } from './document-cache.js';
import { documentIdsIn, queriesIn, withQuery, type GraphQLHttpRequest } from './graphql-params.js';

/** Readies a request for execution, or refuses it by what it says it wants to run. */
export type PrepareRequest = (sent: GraphQLHttpRequest) => GraphQLHttpRequest;

/** Texts that passed are not read again. */
const MAX_CHECKED_TEXTS = 500;

/**
 * Judges every text before it is validated. With trusted documents, what runs is one of theirs: asked for by id or by
 * hash, or sent as a text that means the same.
 *
 * @throws {Fault} later: `FORBIDDEN` for what is not in the list, and what `judgeDocument` throws
 */
export function createPrepareRequest(limits: Limits, trusted?: TrustedDocuments): PrepareRequest {
  const checkedTexts = createDocumentCache('judged', MAX_CHECKED_TEXTS, measureString);
  const findTrusted = trusted && createTrustedLookup(trusted);

  /** The text that runs for it: the listed one that it means, or itself where there is no list. */
  function checkQuery(text: string): string {
    const checked = checkedTexts.get(text);
    if (checked !== undefined) return checked;
    const document = tryParse(text, limits.tokens);
    const queryToRun = findTrusted ? findTrusted(text, document) : text;
    if (queryToRun === undefined) throw createUntrustedFault();
    if (!document) return queryToRun;
    enforceDocumentLimits(document, limits);
    if (text.length <= MAX_CACHED_LENGTH) checkedTexts.set(text, queryToRun);
    return queryToRun;
  }

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

/**
 * Finds the listed text that a text means. Clients send theirs laid out as they like: graphql-js prints, bundlers take
 * blanks out, files have comments.
 */
function createTrustedLookup(
  trusted: TrustedDocuments,
): (text: string, document: DocumentNode | undefined) => string | undefined {
  const texts = new Set(trusted.values());
  const byPrinted = new Map<string, string>();
  for (const text of texts) {
    const document = tryParse(text);
    if (document) byPrinted.set(print(document), text);
  }
  return (text, document) => {
    if (texts.has(text)) return text;
    return document && byPrinted.get(print(document));
  };
}

/** What is no GraphQL is left to Apollo, which says where it goes wrong. */
function tryParse(text: string, maxTokens?: number): DocumentNode | undefined {
  try {
    return parse(text, { maxTokens, noLocation: true });
  } catch {
    return undefined;
  }
}

function createUntrustedFault(): Fault {
  return new Fault('FORBIDDEN', 'This gateway runs only the documents of its list, and this is none of them.');
}
