import { describe, expect, it, jest } from '@jest/globals';
import { Leaving } from '../../src/shared/cancellation.js';
import { createFlights } from '../../src/shared/single-flight.js';

/** A call that ends when it is told to; one for each start. */
function calls() {
  const started: { leaving: Leaving; end(answer: string): void; fail(error: Error): void }[] = [];
  const start = jest.fn(
    (leaving: Leaving) =>
      new Promise<string>((resolve, reject) => started.push({ leaving, end: resolve, fail: reject })),
  );
  return { start, started };
}

const leaving = () => new Leaving();

describe('identical reads', () => {
  it('share one call and its answer', async () => {
    const { start, started } = calls();
    const flights = createFlights<string>();
    const both = [flights.join('/a', leaving(), start), flights.join('/a', undefined, start)];
    started[0]?.end('answer');
    expect(await Promise.all(both)).toEqual(['answer', 'answer']);
    expect(start).toHaveBeenCalledTimes(1);
  });

  it('share its failure', async () => {
    const { start, started } = calls();
    const flights = createFlights<string>();
    const both = [flights.join('/a', leaving(), start), flights.join('/a', leaving(), start)];
    started[0]?.fail(new Error('lost'));
    for (const one of both) await expect(one).rejects.toThrow('lost');
  });

  it('share nothing with others', () => {
    const { start } = calls();
    const flights = createFlights<string>();
    void flights.join('/a', undefined, start);
    void flights.join('/b', undefined, start);
    expect(start).toHaveBeenCalledTimes(2);
  });

  it('do not share an answer that is there already', async () => {
    const { start, started } = calls();
    const flights = createFlights<string>();
    const first = flights.join('/a', leaving(), start);
    started[0]?.end('old');
    await first;
    void flights.join('/a', undefined, start);
    expect(start).toHaveBeenCalledTimes(2);
  });

  it('leave nothing behind on their callers’ signals', async () => {
    const { start, started } = calls();
    const caller = leaving();
    const answer = createFlights<string>().join('/a', caller, start);
    expect(caller.watched).toBe(1);
    started[0]?.end('answer');
    await answer;
    expect(caller.watched).toBe(0);
  });
});

describe('who leaves', () => {
  it.each(['first', 'second'])('as %s does not hit the other', async (who) => {
    const { start, started } = calls();
    const flights = createFlights<string>();
    const callers = [leaving(), leaving()];
    const both = callers.map((caller) => flights.join('/a', caller, start));
    const gone = who === 'first' ? 0 : 1;
    callers[gone]?.leave();
    await expect(both[gone]).rejects.toMatchObject({ breakdown: 'aborted' });
    expect(started[0]?.leaving.hasLeft).toBe(false);
    started[0]?.end('answer');
    expect(await both[1 - gone]).toBe('answer');
  });

  it('as the last ends the call', async () => {
    const { start, started } = calls();
    const flights = createFlights<string>();
    const callers = [leaving(), leaving()];
    const both = callers.map((caller) => flights.join('/a', caller, start));
    for (const caller of callers) caller.leave();
    for (const one of both) await expect(one).rejects.toMatchObject({ breakdown: 'aborted' });
    expect(started[0]?.leaving.hasLeft).toBe(true);
  });

  it('does not end a call that somebody without a signal waits for', async () => {
    const { start, started } = calls();
    const flights = createFlights<string>();
    const caller = leaving();
    const left = flights.join('/a', caller, start);
    const staying = flights.join('/a', undefined, start);
    caller.leave();
    await expect(left).rejects.toMatchObject({ breakdown: 'aborted' });
    started[0]?.end('answer');
    expect(await staying).toBe('answer');
  });

  it('as the last leaves no call behind that the next could join', async () => {
    const { start, started } = calls();
    const flights = createFlights<string>();
    const caller = leaving();
    const left = flights.join('/a', caller, start);
    caller.leave();
    await expect(left).rejects.toMatchObject({ breakdown: 'aborted' });
    const next = flights.join('/a', undefined, start);
    started[1]?.end('answer');
    expect(await next).toBe('answer');
  });

  it('is gone already starts nothing', async () => {
    const { start } = calls();
    const gone = leaving();
    gone.leave();
    await expect(createFlights<string>().join('/a', gone, start)).rejects.toMatchObject({
      breakdown: 'aborted',
    });
    expect(start).not.toHaveBeenCalled();
  });
});

describe('a write', () => {
  it('keeps reads that begin after its start, or after its end, from older calls', async () => {
    const { start } = calls();
    const flights = createFlights<string>();
    void flights.join('/a', undefined, start);
    await flights.write(async () => {
      void flights.join('/a', undefined, start);
      void flights.join('/a', undefined, start);
      expect(start).toHaveBeenCalledTimes(2);
      return 'written';
    });
    void flights.join('/a', undefined, start);
    void flights.join('/a', undefined, start);
    expect(start).toHaveBeenCalledTimes(3);
  });

  it('that fails does the same, for it may have been done', async () => {
    const { start } = calls();
    const flights = createFlights<string>();
    const failed = flights.write(async () => {
      void flights.join('/a', undefined, start);
      throw new Error('lost');
    });
    await expect(failed).rejects.toThrow('lost');
    void flights.join('/a', undefined, start);
    expect(start).toHaveBeenCalledTimes(2);
  });

  it('does not disturb reads that began before', async () => {
    const { start, started } = calls();
    const flights = createFlights<string>();
    const before = flights.join('/a', leaving(), start);
    await flights.write(async () => 'written');
    started[0]?.end('answer');
    expect(await before).toBe('answer');
  });

  it('between two reads lets the younger be joined when the older ends', async () => {
    const { start, started } = calls();
    const flights = createFlights<string>();
    const old = flights.join('/a', leaving(), start);
    await flights.write(async () => 'written');
    const young = flights.join('/a', leaving(), start);
    started[0]?.end('old');
    await old;
    const follower = flights.join('/a', leaving(), start);
    started[1]?.end('young');
    expect(await Promise.all([young, follower])).toEqual(['young', 'young']);
  });
});
