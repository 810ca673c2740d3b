import { expect, test } from '@jest/globals';
import { WriteTurns } from '../../../src/server/live/write-turns.js';

test('writes wait for the next turn of the event loop after 200, in their order', async () => {
  const turns = new WriteTurns();
  const written: (number | 'another request')[] = [];
  const write = async (index: number) => {
    await turns.take();
    written.push(index);
  };
  const all = Promise.all(Array.from({ length: 500 }, (_, index) => write(index)));
  for (let turn = 0; turn < 2; turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    written.push('another request');
  }
  await all;
  expect(written.filter((entry) => typeof entry === 'number')).toEqual(
    Array.from({ length: 500 }, (_, index) => index),
  );
  const places = written.flatMap((entry, index) => (entry === 'another request' ? [index] : []));
  expect(places).toEqual([400, 501]);
});
