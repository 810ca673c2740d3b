import { spawn, spawnSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { gathered, writingTo } from '../../src/server/log-stream.js';

const { O_NONBLOCK, O_RDONLY, O_RDWR, O_WRONLY } = constants;

describe('lines of the log', () => {
  test('go out together, at the end of the turn', async () => {
    const write = jest.fn();
    const log = gathered({ write });
    log.write('one\n');
    log.write('two\n');
    expect(write).not.toHaveBeenCalled();
    await nextTurn();
    log.write('three\n');
    await nextTurn();
    expect(write.mock.calls).toEqual([['one\ntwo\n'], ['three\n']]);
  });

  test('go out before the process exits', () => {
    const write = jest.fn();
    gathered({ write }).write('one\n');
    process.listeners('exit').at(-1)?.(0);
    expect(write).toHaveBeenCalledWith('one\n');
  });

  test('leave nothing behind on the process', async () => {
    const before = process.listenerCount('exit');
    gathered({ write: () => undefined }).write('one\n');
    expect(process.listenerCount('exit')).toBe(before + 1);
    await nextTurn();
    expect(process.listenerCount('exit')).toBe(before);
  });
});

describe('a reader of the log', () => {
  let folder: string;
  let pipe: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'log-'));
    pipe = join(folder, 'pipe');
    spawnSync('mkfifo', [pipe]);
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  test('gets every line, however late it begins', async () => {
    const file = openSync(pipe, O_RDWR | O_NONBLOCK);
    const reader = spawn('sh', ['-c', 'wc -c < "$0"', pipe]);
    writingTo(file).write('x'.repeat(1_000_000));
    closeSync(file);
    expect((await text(reader.stdout)).trim()).toBe('1000000');
  });

  test('may go away', () => {
    const reader = openSync(pipe, O_RDONLY | O_NONBLOCK);
    const file = openSync(pipe, O_WRONLY | O_NONBLOCK);
    closeSync(reader);
    expect(() => writingTo(file).write('nobody reads this\n')).not.toThrow();
    closeSync(file);
  });
});
