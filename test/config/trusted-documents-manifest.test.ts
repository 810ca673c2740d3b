import { describe, expect, test } from '@jest/globals';
import { sha256, parseTrustedDocuments } from '../../src/config/trusted-documents-manifest.js';

const BODY = 'query Who { viewer { name } }';

describe('a manifest of documents', () => {
  test.each([
    ['Apollo’s', { format: 'apollo-persisted-query-manifest', version: 1, operations: [{ id: 'who', body: BODY }] }],
    ['Relay’s', { who: BODY }],
  ])('in %s form maps the id and the hash of each document to its text', (_form, manifest) => {
    const documents = parseTrustedDocuments(JSON.stringify(manifest));
    expect([documents?.get('who'), documents?.get(sha256(BODY)), documents?.get('nobody')]).toEqual([
      BODY,
      BODY,
      undefined,
    ]);
  });

  test.each(['', '{}', '[]', '{"who":1}', '{"format":"apollo-persisted-query-manifest","operations":[]}'])(
    'is invalid: %s',
    (text) => {
      expect(parseTrustedDocuments(text)).toBeUndefined();
    },
  );
});
