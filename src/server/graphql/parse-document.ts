import { parse, type DocumentNode, type ParseOptions } from 'graphql';

/** Undefined for a syntax error; Apollo parses the text again and reports the error. */
export function tryParseDocument(text: string, options?: ParseOptions): DocumentNode | undefined {
  try {
    return parse(text, options);
  } catch {
    return undefined;
  }
}
