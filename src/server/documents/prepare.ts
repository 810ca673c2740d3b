import { parse, type DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Documents } from '../../config/documents.js';
import { Fault } from '../../faults/fault.js';
import { judgeDocument, type Limits } from '../limits/judge.js';
import { namedIn, withText, type Sent } from './sent.js';

/** Readies a request for execution, or refuses it by what it says it wants to run. */
export type Prepare = (sent: Sent) => Sent;

/** Texts that passed are not read again; long ones are rare and not worth the room. */
const MOST_REMEMBERED = 500;
const LONGEST_REMEMBERED = 8_192;

/**
 * Judges every text before it is validated. With trusted documents, what runs is one of theirs: asked for by id or by
 * hash, or sent as a text that is in the list.
 *
 * @throws {Fault} later: `FORBIDDEN` for what is not in the list, and what `judgeDocument` throws
 */
export function createPrepare(limits: Limits, trusted?: Documents): Prepare {
  const passed = new LRUCache<string, true>({ max: MOST_REMEMBERED });
  const texts = trusted && new Set(trusted.values());

  function judge(text: string): void {
    if (passed.has(text)) return;
    const document = parsed(text, limits.tokens);
    if (!document) return;
    judgeDocument(document, limits);
    if (text.length <= LONGEST_REMEMBERED) passed.set(text, true);
  }

  return (sent) => {
    const named = namedIn(sent);
    if (!trusted) {
      for (const text of named.texts) judge(text);
      return sent;
    }
    const [text] = named.texts.length > 0 ? named.texts : named.ids.map((id) => trusted.get(id));
    if (text === undefined && named.ids.length === 0) return sent;
    if (text === undefined || !texts?.has(text)) throw untrusted();
    judge(text);
    return withText(sent, text);
  };
}

/** What is no GraphQL is left to Apollo, which says where it goes wrong. */
function parsed(text: string, maxTokens: number): DocumentNode | undefined {
  try {
    return parse(text, { maxTokens, noLocation: true });
  } catch {
    return undefined;
  }
}

function untrusted(): Fault {
  return new Fault('FORBIDDEN', 'This gateway runs only the documents of its list, and this is none of them.');
}
