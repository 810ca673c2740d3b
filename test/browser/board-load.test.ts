import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { liveGateways } from '../server/harness.js';
import { OPEN_BOARD, openBoard, rowOf, saveBoardScreenshot, triggerAtPagerDuty } from './board-page.js';
import { describeInChromium, useChromium } from './harness.js';

const COUNT = 500;

/** A day takes a minute; `BOARD_HOURS=24` simulates one. */
const HOURS = Number(process.env['BOARD_HOURS'] ?? 1);

/** Scrolls through the whole page, one step a frame, and returns the number of frames. */
const SCROLL = `new Promise((resolve) => {
  let frames = 0;
  const step = () => {
    frames += 1;
    scrollBy(0, 300);
    if (scrollY + innerHeight < document.documentElement.scrollHeight - 1) requestAnimationFrame(step);
    else resolve(frames);
  };
  requestAnimationFrame(step);
})`;

/** Milliseconds of a frame at 60 Hz. */
const FRAME_MS = 1_000 / 60;

/** The CPU time of the page's main thread, in milliseconds. The clock would measure what else runs on the machine. */
async function watchCpu(page: Page): Promise<() => Promise<number>> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await devtools.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1_000;
  };
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
    const readCpuMs = await watchCpu(page);
    const atStart = await readCpuMs();
    const frames = await page.evaluate<number>(SCROLL);
    expect(frames).toBeGreaterThan(50);
    expect(((await readCpuMs()) - atStart) / frames).toBeLessThan(FRAME_MS / 2);
  });
});

describeInChromium('the memory of a tab', () => {
  // Compiled code counts as memory too, and V8 goes on compiling for hours. Without it, only what the page keeps is left.
  const browser = useChromium('--jitless');
  const stage = liveGateways({ limits: { pagerduty: 1_000_000 } });

  // The simulated time has no heartbeats, so the stream is made again every half a minute. Each hour adds an incident,
  // whose row is a part of what each hour may cost.
  test(
    'stays the same over hours of changes and lost connections',
    async () => {
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
      expect(after - before).toBeLessThan(200_000 + HOURS * 20_000);
    },
    HOURS * 80_000,
  );
});
