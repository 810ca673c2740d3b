import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { checkOutboxFile } from '../../../src/server/startup/check-outbox-file.js';

/** The process that `--check-config` starts; run `npm run build` first. */
const ENTRY = join(__dirname, '../../../dist/index.js');

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'check-outbox-'));
  writeFileSync(join(folder, 'used'), '');
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  ['new', 'OK', 'The file can be made in its folder.'],
  ['used', 'OK', 'The file can be read and written.'],
  ['', 'PROBLEM', 'OUTBOX_FILE must be a file, not a folder or a device.'],
  ['missing/outbox', 'PROBLEM', 'OUTBOX_FILE cannot be read or written: ENOENT.'],
])('the file of the outbox "%s" is reported as %s', async (name, status, message) => {
  expect(await checkOutboxFile(join(folder, name))).toMatchObject([{ check: 'OUTBOX_FILE', status, message }]);
  expect(readdirSync(folder)).toEqual(['used']);
});

test('without a file nothing is reported', async () => {
  expect(await checkOutboxFile(undefined)).toEqual([]);
});

test('--check-config reports it, and exits with 1', () => {
  const env = { PATH: process.env['PATH'], OUTBOX_FILE: folder };
  const { status, stdout } = spawnSync(process.execPath, [ENTRY, '--check-config'], { env, encoding: 'utf8' });
  expect(stdout).toMatch(/Outbox\n {2}PROBLEM +OUTBOX_FILE +OUTBOX_FILE must be a file/);
  expect(status).toBe(1);
});
