import { parse, print, type DocumentNode } from 'graphql';
import type { Documents } from '../../config/trusted-documents-manifest.js';
import { Fault } from '../../faults/fault.js';
import { judgeDocument, type Limits } from '../limits/enforce-limits.js';
import { bytesOfText, kept, LONGEST_KEPT } from './document-cache.js';
import { idsIn, textsIn, withText, type Sent } from './graphql-params.js';

/** Readies a request for execution, or refuses it by what it says it wants to run. */
export type Prepare = (sent: Sent) => Sent;

/** Texts that passed are not read again. */
const MOST_REMEMBERED = 500;

/**
 * Judges every text before it is validated. With trusted documents, what runs is one of theirs: asked for by id or by
 * hash, or sent as a text that means the same.
 *
 * @throws {Fault} later: `FORBIDDEN` for what is not in the list, and what `judgeDocument` throws
 */
export function createPrepare(limits: Limits, trusted?: Documents): Prepare {
  const passed = kept('judged', MOST_REMEMBERED, bytesOfText);
  const listed = trusted && listOf(trusted);

  /** The text that runs for it: the listed one that it means, or itself where there is no list. */
  function judged(text: string): string {
    const known = passed.get(text);
    if (known !== undefined) return known;
    const document = parsed(text, limits.tokens);
    const meant = listed ? listed(text, document) : text;
    if (meant === undefined) throw untrusted();
    if (!document) return meant;
    judgeDocument(document, limits);
    if (text.length <= LONGEST_KEPT) passed.set(text, meant);
    return meant;
  }

  return (sent) => {
    const texts = textsIn(sent);
    if (!trusted) {
      for (const text of texts) judged(text);
      return sent;
    }
    const ids = idsIn(sent);
    const [text] = texts.length > 0 ? texts : ids.map((id) => trusted.get(id));
    if (text === undefined && ids.length === 0) return sent;
    if (text === undefined) throw untrusted();
    return withText(sent, judged(text));
  };
}

/**
 * Finds the listed text that a text means. Clients send theirs laid out as they like: graphql-js prints, bundlers take
 * blanks out, files have comments.
 */
function listOf(trusted: Documents): (text: string, document: DocumentNode | undefined) => string | undefined {
  const texts = new Set(trusted.values());
  const byMeaning = new Map<string, string>();
  for (const text of texts) {
    const document = parsed(text);
    if (document) byMeaning.set(print(document), text);
  }
  return (text, document) => {
    if (texts.has(text)) return text;
    return document && byMeaning.get(print(document));
  };
}

/** What is no GraphQL is left to Apollo, which says where it goes wrong. */
function parsed(text: string, maxTokens?: number): DocumentNode | undefined {
  try {
    return parse(text, { maxTokens, noLocation: true });
  } catch {
    return undefined;
  }
}

function untrusted(): Fault {
  return new Fault('FORBIDDEN', 'This gateway runs only the documents of its list, and this is none of them.');
}
