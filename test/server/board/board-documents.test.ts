import { describe, expect, test } from '@jest/globals';
import * as operations from '../../../src/board/generated/operations.js';
import { ALL_SCOPES, errorCodes, liveGateways, post } from '../harness.js';

const TEXTS = Object.values(operations).map(String);

describe('the board beside trusted documents', () => {
  const { open, writeFile } = liveGateways();

  const openWith = (board: string) =>
    open({
      BOARD: board,
      ANONYMOUS_SCOPES: ALL_SCOPES,
      TRUSTED_DOCUMENTS: writeFile('documents.json', { who: 'query Who { viewer { name } }' }),
    });

  /** The codes with which a gateway refuses the board's operations; it executes no operation of this name. */
  async function listRefusals(board: string): Promise<readonly unknown[]> {
    const { url } = await openWith(board);
    const responses = await Promise.all(
      TEXTS.map((query) => post(`${url}/graphql`, JSON.stringify({ query, operationName: 'Other' }))),
    );
    return [...new Set(responses.flatMap(errorCodes))];
  }

  test('every operation of the board runs, though the manifest has none of them', async () => {
    expect(TEXTS.length).toBeGreaterThan(20);
    expect(await listRefusals('on')).toEqual(['OPERATION_RESOLUTION_FAILURE']);
  });

  test('they are refused if the gateway serves no board', async () =>
    expect(await listRefusals('off')).toEqual(['FORBIDDEN']));

  test('the documents of the manifest run, and nothing else does', async () => {
    const { run } = await openWith('on');
    expect((await run('query Who { viewer { name } }')).data).toEqual({ viewer: { name: 'anonymous' } });
    expect(errorCodes(await run('query Strange { viewer { scopes } }'))).toEqual(['FORBIDDEN']);
  });
});
