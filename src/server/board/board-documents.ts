import { readdirSync, readFileSync } from 'node:fs';
import { sha256, type TrustedDocuments } from '../../config/trusted-documents-manifest.js';

export interface BoardDocumentsOptions {
  /** Whether the gateway serves the board. */
  readonly board: boolean;
  /** Undefined if the gateway runs any document. */
  readonly trustedDocuments?: TrustedDocuments;
}

/**
 * Adds the board's own operations to the trusted ones, so that a board works beside any manifest.
 *
 * @param folder of the board's operations, one in each `.graphql` file
 */
export function trustBoardDocuments(
  { board, trustedDocuments }: BoardDocumentsOptions,
  folder: URL,
): TrustedDocuments | undefined {
  if (!board || !trustedDocuments) return trustedDocuments;
  const files = readdirSync(folder).filter((file) => file.endsWith('.graphql'));
  const texts = files.map((file) => readFileSync(new URL(file, folder), 'utf8'));
  return new Map([...texts.map((text) => [sha256(text), text] as const), ...trustedDocuments]);
}
