import { describe, expect, it, jest } from '@jest/globals';
import { Cancellation, CancelledError } from '../../src/shared/cancellation.js';
import { createSingleFlight } from '../../src/shared/single-flight.js';

/** Calls that end when the test settles them. */
function deferredCalls() {
  const started: { leaving: Cancellation; end(response: string): void; fail(error: Error): void }[] = [];
  const start = jest.fn(
    (leaving: Cancellation) =>
      new Promise<string>((resolve, reject) => started.push({ leaving, end: resolve, fail: reject })),
  );
  return { start, started };
}

const createCancellation = () => new Cancellation();

describe('identical reads', () => {
  it('share one call and its response', async () => {
    const { start, started } = deferredCalls();
    const flights = createSingleFlight<string>();
    const both = [flights.share('/a', createCancellation(), start), flights.share('/a', undefined, start)];
    started[0]?.end('answer');
    expect(await Promise.all(both)).toEqual(['answer', 'answer']);
    expect(start).toHaveBeenCalledTimes(1);
  });

  it('share its failure', async () => {
    const { start, started } = deferredCalls();
    const flights = createSingleFlight<string>();
    const both = [flights.share('/a', createCancellation(), start), flights.share('/a', createCancellation(), start)];
    started[0]?.fail(new Error('lost'));
    for (const one of both) await expect(one).rejects.toThrow('lost');
  });

  it('share nothing with others', () => {
    const { start } = deferredCalls();
    const flights = createSingleFlight<string>();
    void flights.share('/a', undefined, start);
    void flights.share('/b', undefined, start);
    expect(start).toHaveBeenCalledTimes(2);
  });

  it('do not share a response that has already arrived', async () => {
    const { start, started } = deferredCalls();
    const flights = createSingleFlight<string>();
    const first = flights.share('/a', createCancellation(), start);
    started[0]?.end('old');
    await first;
    void flights.share('/a', undefined, start);
    expect(start).toHaveBeenCalledTimes(2);
  });

  it('remove their listeners from the signals of their callers', async () => {
    const { start, started } = deferredCalls();
    const caller = createCancellation();
    const response = createSingleFlight<string>().share('/a', caller, start);
    expect(caller.listenerCount).toBe(1);
    started[0]?.end('answer');
    await response;
    expect(caller.listenerCount).toBe(0);
  });
});

describe('a caller who disconnects', () => {
  it.each(['first', 'second'])('as %s does not affect the other', async (who) => {
    const { start, started } = deferredCalls();
    const flights = createSingleFlight<string>();
    const callers = [createCancellation(), createCancellation()];
    const both = callers.map((caller) => flights.share('/a', caller, start));
    const gone = who === 'first' ? 0 : 1;
    callers[gone]?.cancel();
    await expect(both[gone]).rejects.toBeInstanceOf(CancelledError);
    expect(started[0]?.leaving.isCancelled).toBe(false);
    started[0]?.end('answer');
    expect(await both[1 - gone]).toBe('answer');
  });

  it('as the last aborts the call', async () => {
    const { start, started } = deferredCalls();
    const flights = createSingleFlight<string>();
    const callers = [createCancellation(), createCancellation()];
    const both = callers.map((caller) => flights.share('/a', caller, start));
    for (const caller of callers) caller.cancel();
    for (const one of both) await expect(one).rejects.toBeInstanceOf(CancelledError);
    expect(started[0]?.leaving.isCancelled).toBe(true);
  });

  it('does not abort a call that a caller without a signal waits for', async () => {
    const { start, started } = deferredCalls();
    const flights = createSingleFlight<string>();
    const caller = createCancellation();
    const left = flights.share('/a', caller, start);
    const staying = flights.share('/a', undefined, start);
    caller.cancel();
    await expect(left).rejects.toBeInstanceOf(CancelledError);
    started[0]?.end('answer');
    expect(await staying).toBe('answer');
  });

  it('as the last leaves no call that the next could join', async () => {
    const { start, started } = deferredCalls();
    const flights = createSingleFlight<string>();
    const caller = createCancellation();
    const left = flights.share('/a', caller, start);
    caller.cancel();
    await expect(left).rejects.toBeInstanceOf(CancelledError);
    const next = flights.share('/a', undefined, start);
    started[1]?.end('answer');
    expect(await next).toBe('answer');
  });

  it('before the call starts nothing', async () => {
    const { start } = deferredCalls();
    const gone = createCancellation();
    gone.cancel();
    await expect(createSingleFlight<string>().share('/a', gone, start)).rejects.toBeInstanceOf(CancelledError);
    expect(start).not.toHaveBeenCalled();
  });
});

describe('a write', () => {
  it('prevents reads that begin after its start, or after its end, from joining older calls', async () => {
    const { start } = deferredCalls();
    const flights = createSingleFlight<string>();
    void flights.share('/a', undefined, start);
    await flights.runWrite(async () => {
      void flights.share('/a', undefined, start);
      void flights.share('/a', undefined, start);
      expect(start).toHaveBeenCalledTimes(2);
      return 'written';
    });
    void flights.share('/a', undefined, start);
    void flights.share('/a', undefined, start);
    expect(start).toHaveBeenCalledTimes(3);
  });

  it('that fails does the same, because it may have been applied', async () => {
    const { start } = deferredCalls();
    const flights = createSingleFlight<string>();
    const failed = flights.runWrite(async () => {
      void flights.share('/a', undefined, start);
      throw new Error('lost');
    });
    await expect(failed).rejects.toThrow('lost');
    void flights.share('/a', undefined, start);
    expect(start).toHaveBeenCalledTimes(2);
  });

  it('does not affect reads that began before', async () => {
    const { start, started } = deferredCalls();
    const flights = createSingleFlight<string>();
    const before = flights.share('/a', createCancellation(), start);
    await flights.runWrite(async () => 'written');
    started[0]?.end('answer');
    expect(await before).toBe('answer');
  });

  it('between two reads keeps the younger in flight when the older ends', async () => {
    const { start, started } = deferredCalls();
    const flights = createSingleFlight<string>();
    const old = flights.share('/a', createCancellation(), start);
    await flights.runWrite(async () => 'written');
    const young = flights.share('/a', createCancellation(), start);
    started[0]?.end('old');
    await old;
    const follower = flights.share('/a', createCancellation(), start);
    started[1]?.end('young');
    expect(await Promise.all([young, follower])).toEqual(['young', 'young']);
  });
});
