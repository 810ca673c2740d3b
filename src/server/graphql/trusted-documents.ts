import { print, type DocumentNode } from 'graphql';
import type { TrustedDocuments } from '../../config/trusted-documents-manifest.js';
import { Fault } from '../../faults/fault.js';
import { tryParseDocument } from './parse-document.js';

/** The trusted text that equals a text apart from layout and comments; undefined if there is none. */
export type FindTrustedText = (text: string, document: DocumentNode | undefined) => string | undefined;

/** Compares printed documents, because clients change the layout: some print them, bundlers strip spaces and comments. */
export function createFindTrustedText(trusted: TrustedDocuments): FindTrustedText {
  const texts = new Set(trusted.values());
  const byPrinted = new Map<string, string>();
  for (const text of texts) {
    const document = tryParseDocument(text, { noLocation: true });
    if (document) byPrinted.set(print(document), text);
  }
  return (text, document) => {
    if (texts.has(text)) return text;
    return document && byPrinted.get(print(document));
  };
}

export function createUntrustedFault(): Fault {
  return new Fault('FORBIDDEN', 'This operation is not in the trusted-documents list.');
}
