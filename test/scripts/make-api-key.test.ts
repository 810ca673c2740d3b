import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { parseApiKeys } from '../../src/config/api-keys-file.js';

/** The script that `npm run key` runs after the build. */
const MAKE_KEY = fileURLToPath(new URL('../../scripts/make-api-key.mjs', import.meta.url));

describe('`npm run key`', () => {
  test('prints a key once, and an entry with its hash', () => {
    const printed = execFileSync(
      process.execPath,
      [MAKE_KEY, '--name', 'web', '--scopes', 'incidents:read,DESTINATIONS_READ', '--accounts', 'main'],
      { encoding: 'utf8' },
    );
    const [key = ''] = /pg_[\w-]{43}/.exec(printed) ?? [];
    const [entry = ''] = /\{.*\}/.exec(printed) ?? [];
    expect(parseApiKeys(`[${entry}]`)).toEqual({
      keys: [
        {
          name: 'web',
          sha256: createHash('sha256').update(key).digest('hex'),
          scopes: ['INCIDENTS_READ', 'DESTINATIONS_READ'],
          accounts: ['main'],
        },
      ],
      errors: [],
    });
    expect(entry).not.toContain(key);
  });

  test.each([
    ['no name', ['--scopes', 'INCIDENTS_READ']],
    ['an unknown scope', ['--name', 'web', '--scopes', 'EVERYTHING']],
    ['an unknown option', ['--name', 'web', '--scope', 'INCIDENTS_READ']],
  ])('prints the usage instead of a key for %s', (_what, options) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [MAKE_KEY, ...options], { encoding: 'utf8' });
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain('npm run key -- --name web --scopes INCIDENTS_READ');
  });
});
