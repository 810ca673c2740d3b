import { writeSync } from 'node:fs';

/** What takes text for the log. */
interface Sink {
  write(text: string): void;
}

/** How long to wait for a reader that is behind before the next look, in milliseconds. */
const PAUSE_MS = 5;

const STILL = new Int32Array(new SharedArrayBuffer(4));

/**
 * Hands on together what is written within one turn of the event loop: a write for each line costs as much as a small
 * answer. Nothing is kept back longer, nor when the process exits.
 */
export function gathered(sink: Sink): Sink {
  let lines = '';
  const handOn = () => {
    process.off('exit', handOn);
    const text = lines;
    lines = '';
    if (text !== '') sink.write(text);
  };
  return {
    write(line) {
      if (lines === '') {
        setImmediate(handOn);
        process.on('exit', handOn);
      }
      lines += line;
    },
  };
}

/**
 * Writes to an open file, pipe or terminal before it goes on: `process.stdout` would keep in memory what nobody reads yet,
 * lose it at the exit, and end the process when its reader ends. Here a reader that is behind is waited for, and where
 * nothing can be written any more, nothing is.
 */
export function writingTo(file: number): Sink {
  return {
    write(text) {
      let left = Buffer.from(text);
      while (left.length > 0) {
        try {
          left = left.subarray(writeSync(file, left));
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return;
          Atomics.wait(STILL, 0, 0, PAUSE_MS);
        }
      }
    },
  };
}
