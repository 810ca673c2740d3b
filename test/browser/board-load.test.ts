import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { liveGateways } from '../server/harness.js';
import { OPEN_BOARD, openBoard, rowOf, saveBoardScreenshot, triggerAtPagerDuty } from './board-page.js';
import { describeInChromium, useChromium } from './harness.js';

const COUNT = 500;

/** A day takes a minute; `BOARD_HOURS=24` simulates one. */
const HOURS = Number(process.env['BOARD_HOURS'] ?? 1);

/** Scrolls through the whole page, one step a frame, and returns the slowest frames. */
const SCROLL = `new Promise((resolve) => {
  const frames = [];
  let last = performance.now();
  const step = (now) => {
    frames.push(now - last);
    last = now;
    scrollBy(0, 300);
    if (scrollY + innerHeight < document.documentElement.scrollHeight - 1) return requestAnimationFrame(step);
    frames.sort((a, b) => a - b);
    resolve({ count: frames.length, median: frames[frames.length >> 1], p95: frames[Math.floor(frames.length * 0.95)] });
  };
  requestAnimationFrame(step);
})`;

interface Frames {
  readonly count: number;
  readonly median: number;
  readonly p95: number;
}

/** Bytes of live objects, after garbage was collected. */
async function readHeapBytes(page: Page): Promise<number> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  return usedSize;
}

describeInChromium('the board under load', () => {
  const browser = useChromium();
  const stage = liveGateways({ limits: { pagerduty: 1_000_000 } });

  test('scrolls through 500 open incidents smoothly', async () => {
    for (let number = 0; number < COUNT; number += 1) {
      // oxlint-disable-next-line no-await-in-loop -- in order
      await triggerAtPagerDuty(stage.sandbox(), `Container ${number} is too warm`, `PSVC00${(number % 3) + 1}`);
    }
    const { url } = await stage.open(OPEN_BOARD);
    const { page } = await openBoard(browser, url);
    await page.getByText('The newest 500 of 514 open incidents are shown.').waitFor();
    await saveBoardScreenshot(page, 'now-500');
    const frames = await page.evaluate<Frames>(SCROLL);
    expect(frames.count).toBeGreaterThan(50);
    expect(frames.median).toBeLessThan(17.5);
  });

  // The simulated time has no heartbeats, so the stream is made again every half a minute.
  test('needs no more memory after hours of changes and lost connections', async () => {
    const { url } = await stage.open({ ...OPEN_BOARD, CALLER_RATE_LIMIT: '100000' });
    const { page } = await openBoard(browser, url);
    await page.clock.install();
    await page.reload();
    await page.getByText('Refund queue not draining').waitFor();
    await page.clock.fastForward('01:00:00');
    const before = await readHeapBytes(page);
    for (let hour = 0; hour < HOURS; hour += 1) {
      /* oxlint-disable no-await-in-loop -- hour by hour */
      await triggerAtPagerDuty(stage.sandbox(), `Container ${hour} is too warm`);
      await page.clock.runFor('01:00:00');
      await rowOf(page, `Container ${hour} is too warm`).waitFor();
      /* oxlint-enable no-await-in-loop */
    }
    const after = await readHeapBytes(page);
    expect(after - before).toBeLessThan(1_000_000);
  });
});
