// SIGTERM while operations are in flight.
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { FAULTS } from '../faulty-upstream.mjs';
import { read, runMany, trigger, waitForRequests } from '../load.mjs';

const slowOperations = {
  figures: [{ title: 'SIGTERM with 20 operations in flight: all complete, exit code 0', unit: 's', max: 10 }],
  async measure({ gateway, pagerduty }) {
    pagerduty.respondWith(FAULTS.slow);
    pagerduty.takeRequestCount();
    const running = runMany(20, 20, (n) => read(gateway, n));
    await waitForRequests(pagerduty, 20);
    const began = performance.now();
    gateway.child.kill('SIGTERM');
    const [results, [code]] = await Promise.all([running, once(gateway.child, 'exit')]);
    const succeeded = results.every(({ codes, data }) => codes.length === 0 && data);
    return succeeded && code === 0 ? (performance.now() - began) / 1000 : Infinity;
  },
};

const hangingOperations = {
  figures: [{ title: 'SIGTERM with operations that hang: all get a response, exit code 0', unit: 's', max: 10 }],
  async measure({ gateway, pagerduty }) {
    pagerduty.respondWith(FAULTS.silent);
    pagerduty.takeRequestCount();
    const running = runMany(20, 20, (n) => (n % 2 ? read(gateway, n) : trigger(gateway, n)));
    const completed = running.then(
      () => true,
      () => false,
    );
    await waitForRequests(pagerduty, 20);
    const began = performance.now();
    gateway.child.kill('SIGTERM');
    const [isComplete, [code]] = await Promise.all([completed, once(gateway.child, 'exit')]);
    return isComplete && code === 0 ? (performance.now() - began) / 1000 : Infinity;
  },
};

const secondSignal = {
  figures: [{ title: 'a second SIGTERM ends the process', unit: 'ms', max: 500 }],
  async measure({ gateway, pagerduty }) {
    pagerduty.respondWith(FAULTS.silent);
    pagerduty.takeRequestCount();
    const running = runMany(5, 5, (n) => read(gateway, n)).catch(() => undefined);
    await waitForRequests(pagerduty, 5);
    gateway.child.kill('SIGTERM');
    await sleep(400);
    const began = performance.now();
    gateway.child.kill('SIGTERM');
    await once(gateway.child, 'exit');
    const took = performance.now() - began;
    await running;
    return took;
  },
};

export const SHUTDOWN_SCENARIOS = [slowOperations, hangingOperations, secondSignal];
