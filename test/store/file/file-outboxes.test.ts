import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { type FileHandle, open as openFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { addChecksum } from '../../../src/store/checked-value.js';
import { openFileOutboxes } from '../../../src/store/file/file-outboxes.js';
import { createItem, LEASE_MS } from '../outbox-harness.js';

let folder: string;
let path: string;
let warnings: object[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'outbox-'));
  path = join(folder, 'outbox');
  warnings = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

const log = { info: () => {}, warn: (fields: object) => void warnings.push(fields) };
const open = (compactAfterBytes?: number) =>
  openFileOutboxes({
    path,
    accounts: ['main'],
    leaseMs: LEASE_MS,
    log,
    ...(compactAfterBytes && { compactAfterBytes }),
  });

/** The ids that wait, read by a new process. */
async function readWaiting(): Promise<string[]> {
  const outboxes = await open();
  const items = await outboxes.openOutbox('main').list(100);
  await outboxes.close();
  return items === 'unavailable' ? [] : items.map(({ id }) => id);
}

describe('the file of the outbox', () => {
  test('cut at any byte of its last record loses that record at most, and takes new ones', async () => {
    const items = [createItem(), createItem(), createItem({ content: '{"title":"Größe"}' })];
    const outboxes = await open();
    const sizes: number[] = [];
    for (const item of items) {
      await outboxes.openOutbox('main').add(item);
      sizes.push(statSync(path).size);
    }
    await outboxes.close();
    const whole = readFileSync(path);
    const [, before = 0] = sizes;
    const acknowledged = items.slice(0, 2).map(({ id }) => id);
    for (let size = before; size <= whole.length; size += 1) {
      writeFileSync(path, whole.subarray(0, size));
      const restarted = await open();
      const added = createItem();
      expect(await restarted.openOutbox('main').add(added)).toBe('added');
      await restarted.close();
      // The last byte ends the line; the record before it is complete.
      const last = size >= whole.length - 1 ? [items[2]?.id] : [];
      expect(await readWaiting()).toEqual([...acknowledged, ...last, added.id]);
    }
  });

  test('leaves out a damaged record and keeps those after it', async () => {
    const items = [createItem(), createItem()];
    const outboxes = await open();
    for (const item of items) await outboxes.openOutbox('main').add(item);
    await outboxes.close();
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace(String(items[0]?.id), 'other'));
    expect(await readWaiting()).toEqual([items[1]?.id]);
    expect(warnings).toEqual([{ damaged: 1 }]);
  });

  test('leaves out records of another version, and keeps the file that has them', async () => {
    const waiting = createItem();
    const outboxes = await open();
    await outboxes.openOutbox('main').add(waiting);
    await outboxes.close();
    const item = { ...waiting, id: 'later', state: 'WAITING' };
    const unknown = [
      { op: 'pause', account: 'main', id: waiting.id, at: 1 },
      { op: 'add', account: 'main', item: { ...item, state: 'PAUSED' }, content: '{}' },
      { op: 'add', account: 'main', item: { ...item, lane: undefined }, content: '{}' },
      { op: 'add', account: 'main', content: '{}' },
      { op: 'add', item, content: '{}' },
      { op: 'settle', account: 'main', id: waiting.id, state: 'WAITING', at: 1, detail: '{}' },
      null,
    ];
    appendFileSync(path, unknown.map((record) => `${addChecksum(JSON.stringify(record))}\n`).join(''));
    const text = readFileSync(path, 'utf8');
    expect(await readWaiting()).toEqual([waiting.id]);
    expect(warnings).toEqual([{ damaged: unknown.length }]);
    expect(readFileSync(`${path}.damaged`, 'utf8')).toBe(text);
    expect(await readWaiting()).toEqual([waiting.id]);
    expect(warnings).toHaveLength(1);
  });

  test('destroys nothing that is not an outbox', async () => {
    writeFileSync(path, '[{ "name": "web" }]\n');
    expect(await readWaiting()).toEqual([]);
    expect(readFileSync(`${path}.damaged`, 'utf8')).toBe('[{ "name": "web" }]\n');
  });

  test.each(['folder', 'device', 'pipe'])('is refused by its setting if it is a %s', async (kind) => {
    if (kind === 'folder') mkdirSync(path);
    else if (kind === 'device') symlinkSync('/dev/zero', path);
    else execFileSync('mkfifo', [path]);
    await expect(open()).rejects.toThrow('OUTBOX_FILE must be a file, not a folder or a device.');
    expect(readdirSync(folder)).toEqual(['outbox']);
  });

  test('is refused in words if it cannot be written, and is free again', async () => {
    mkdirSync(`${path}.new`);
    await expect(open()).rejects.toThrow('OUTBOX_FILE cannot be read or written: EISDIR.');
    expect(readdirSync(folder)).toEqual(['outbox.new']);
  });

  test.each([
    ['removed', () => rmSync(path)],
    ['shortened', () => truncateSync(path, 100)],
    ['emptied', () => truncateSync(path, 0)],
    ['moved away', () => renameSync(path, `${path}.1`)],
    ['replaced', () => renameSync(`${path}.lock`, path)],
  ])('has everything again with the next record after it was %s', async (_change, damage) => {
    const items = [createItem(), createItem(), createItem()];
    const outboxes = await open();
    const outbox = outboxes.openOutbox('main');
    for (const item of items.slice(0, 2)) await outbox.add(item);
    damage();
    expect(await outbox.add(items[2] ?? createItem())).toBe('added');
    await outboxes.close();
    expect(warnings).toEqual([{}]);
    expect(await readWaiting()).toEqual(items.map(({ id }) => id));
    expect(warnings).toHaveLength(1);
  });

  test('takes nothing while its folder is missing, and logs it once', async () => {
    const outboxes = await open();
    const moved = `${folder}.moved`;
    renameSync(folder, moved);
    for (const _ of ['first', 'second']) expect(await outboxes.openOutbox('main').add(createItem())).toBe('unknown');
    expect(warnings).toEqual([{ reason: 'ENOENT' }]);
    renameSync(moved, folder);
    const item = createItem();
    expect(await outboxes.openOutbox('main').add(item)).toBe('added');
    await outboxes.close();
    expect(await readWaiting()).toContain(item.id);
  });

  test('has after the next record what could not be written before', async () => {
    const outboxes = await open();
    const outbox = outboxes.openOutbox('main');
    await outbox.add(createItem());
    const moved = `${folder}.moved`;
    renameSync(folder, moved);
    expect(await outbox.cancel('disk')).toBe('unavailable');
    renameSync(moved, folder);
    const items = [createItem(), createItem()];
    for (const item of items) expect(await outbox.add(item)).toBe('added');
    expect(await readWaiting()).toEqual(items.map(({ id }) => id));
    await outboxes.close();
  });

  test('has one lock for all its names, and stays where a link points to', async () => {
    await (await open()).close();
    renameSync(path, join(folder, 'other'));
    symlinkSync(join(folder, 'other'), path);
    const outboxes = await open();
    expect(readdirSync(folder).toSorted()).toEqual(['other', 'other.lock', 'outbox']);
    await outboxes.close();
    expect(lstatSync(path).isSymbolicLink()).toBe(true);
  });

  test('stays small while items come and go, and keeps what waits', async () => {
    const outboxes = await open(20_000);
    const outbox = outboxes.openOutbox('main');
    const kept = createItem({ lane: 'kept' });
    await outbox.add(kept);
    await outbox.claim();
    for (let number = 0; number < 40; number += 1) {
      await outbox.add(createItem({ content: JSON.stringify({ title: 'x'.repeat(2_000) }) }));
      const claimed = await outbox.claim();
      if (claimed) await outbox.settle(claimed, 'DELIVERED', '{}');
    }
    await outboxes.close();
    expect(statSync(path).size).toBeLessThan(60_000);
    expect(await readWaiting()).toEqual([kept.id]);
  });

  test('knows after it was compacted that a later attempt may have been executed', async () => {
    const outboxes = await open(2_000);
    const outbox = outboxes.openOutbox('main');
    const item = createItem({ expiresAt: Date.now() + 3_600_000 });
    await outbox.add(item);
    const refused = await outbox.claim();
    if (refused) await outbox.release(refused, 0, false);
    expect(await outbox.find(item.id)).not.toHaveProperty('sentAt', expect.any(Number));
    await outbox.add(createItem({ content: 'x'.repeat(2_000) }));
    // Is stored after the compaction that the item before causes.
    await outbox.add(createItem());
    expect((await outbox.claim())?.item.id).toBe(item.id);
    await outboxes.close();
    const restarted = await open();
    expect(await restarted.openOutbox('main').find(item.id)).toMatchObject({ sentAt: expect.any(Number) });
    await restarted.close();
  });

  test('has what it accepted after the folder could not be flushed at a compaction', async () => {
    const outboxes = await open(2_000);
    const handle = await openFile(path);
    const sync = jest
      .spyOn(Object.getPrototypeOf(handle) as FileHandle, 'sync')
      .mockRejectedValueOnce(new Error('EIO'));
    await handle.close();
    const results: [id: string, result: string][] = [];
    for (const content of ['x'.repeat(2_000), '{}', '{}']) {
      const item = createItem({ content });
      results.push([item.id, await outboxes.openOutbox('main').add(item)]);
    }
    expect(sync).toHaveBeenCalledTimes(2);
    sync.mockRestore();
    await outboxes.close();
    const added = results.filter(([, result]) => result === 'added').map(([id]) => id);
    expect(added).toHaveLength(2);
    expect(await readWaiting()).toEqual(expect.arrayContaining(added));
  });

  test('leaves nothing on a full disk that takes the room of its records', async () => {
    const outboxes = await open(2_000);
    symlinkSync('/dev/full', `${path}.new`);
    const item = createItem({ content: 'x'.repeat(2_000) });
    expect(await outboxes.openOutbox('main').add(item)).toBe('added');
    // Is stored after the compaction that the item before causes.
    await outboxes.openOutbox('main').add(createItem());
    expect(readdirSync(folder).toSorted()).toEqual(['outbox', 'outbox.lock']);
    await outboxes.close();
    expect(await readWaiting()).toContain(item.id);
  });

  test('is left to the gateway that took it over while this one was paused', async () => {
    const outboxes = await open();
    const outbox = outboxes.openOutbox('main');
    await outbox.add(createItem());
    const lock = readFileSync(`${path}.lock`);
    writeFileSync(`${path}.lock`, '1 other-container');
    renameSync(path, `${path}.1`);
    writeFileSync(path, 'of the other');
    expect(await outbox.claim()).toBeUndefined();
    expect(await outbox.add(createItem())).not.toBe('added');
    writeFileSync(`${path}.lock`, lock);
    expect(await outbox.add(createItem())).not.toBe('added');
    expect(warnings).toHaveLength(1);
    await outboxes.close();
    expect(readFileSync(path, 'utf8')).toBe('of the other');
  });

  test('keeps what waits for an account that is not configured, and warns', async () => {
    const outboxes = await open();
    const item = createItem();
    await outboxes.openOutbox('removed').add(item);
    await outboxes.openOutbox('main').add(createItem());
    await outboxes.close();
    expect(warnings).toEqual([]);
    await readWaiting();
    expect(warnings).toEqual([{ account: 'removed', waiting: 1 }]);
    const again = await open();
    expect(await again.openOutbox('removed').list(10)).toMatchObject([{ id: item.id }]);
    await again.close();
  });

  test('belongs to one process', async () => {
    const outboxes = await open();
    writeFileSync(`${path}.lock`, `1 ${hostname()}`);
    await expect(open()).rejects.toThrow('OUTBOX_FILE is in use by process 1. ');
    await outboxes.close();
    rmSync(`${path}.lock`);
    expect(await readWaiting()).toEqual([]);
  });

  test('is taken over from a process that ended', async () => {
    writeFileSync(`${path}.lock`, `999999999 ${hostname()}`);
    expect(await readWaiting()).toEqual([]);
    expect(readdirSync(folder)).toEqual(['outbox']);
  });

  test('belongs to one container of several that have the same process id', async () => {
    const lock = `${path}.lock`;
    writeFileSync(lock, `${process.pid} other-container`);
    await expect(open()).rejects.toThrow(`OUTBOX_FILE is in use by process ${process.pid} on other-container. `);
    const realNow = Date.now;
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => realNow() + 600_000);
    await expect(open()).rejects.toThrow('on other-container');
    clock.mockRestore();
    const longAgo = new Date(Date.now() - 20_000);
    utimesSync(lock, longAgo, longAgo);
    const outboxes = await open();
    utimesSync(lock, longAgo, longAgo);
    while (statSync(lock).mtimeMs < Date.now() - 10_000) await new Promise((tick) => setTimeout(tick, 50));
    await outboxes.close();
    expect(readdirSync(folder)).toEqual(['outbox']);
  });
});
