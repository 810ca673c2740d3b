import { describe, expect, test } from '@jest/globals';
import { SCOPES } from '../../src/config/scopes.js';
import { parseApiKeys } from '../../src/config/api-keys-file.js';

const SHA256 = 'a'.repeat(64);
const entry = { name: 'web', sha256: SHA256, scopes: ['INCIDENTS_READ'] };

const parseMistakes = (content: unknown) => parseApiKeys(JSON.stringify(content)).errors;

describe('a list of API keys', () => {
  test('accepts scopes in the form of the schema and of OAuth', () => {
    const { keys } = parseApiKeys(JSON.stringify([{ ...entry, scopes: ['incidents:read', 'DESTINATIONS_WRITE'] }]));
    expect(keys).toEqual([{ name: 'web', sha256: SHA256, scopes: ['INCIDENTS_READ', 'DESTINATIONS_WRITE'] }]);
  });

  test.each([
    ['no JSON', 'The file is not valid JSON.', '['],
    ['no list', 'The file must be a list.', JSON.stringify(entry)],
  ])('is refused when it is %s', (_what, mistake, text) => {
    expect(parseApiKeys(text)).toEqual({ keys: [], errors: [mistake] });
  });

  test.each([
    [{ ...entry, sha256: 'sesame' }, 'Entry 2, sha256: must be 64 hex digits.'],
    [{ ...entry, scopes: [] }, 'Entry 2, scopes: must be a list of at least one scope.'],
    [
      { ...entry, scopes: ['sesame'] },
      `Entry 2, scopes, 0: must be one of the scopes of this gateway (${SCOPES.join(', ')}), not "sesame".`,
    ],
    [{ ...entry, email: 'sesame' }, 'Entry 2, email: must be an e-mail address.'],
    [{ ...entry, accounts: [] }, 'Entry 2, accounts: must be a list of at least one account.'],
    [{ ...entry, name: 'x'.repeat(65) }, 'Entry 2, name: must be 1 to 64 letters, digits, spaces or _.@-.'],
    [
      { ...entry, account: ['main'] },
      'Entry 2: must be an object with name, sha256 and scopes, and optionally email and accounts.',
    ],
    [{ ...entry, name: 'first' }, 'Entry 2, name: must be unique.'],
  ])('reports the place of a mistake: %j', (second, mistake) => {
    expect(parseMistakes([{ ...entry, name: 'first' }, { ...second }])).toEqual([mistake]);
  });
});
