import { pino } from 'pino';

/** What waits for a reader that is behind, in bytes; lines beyond it are dropped. */
const LONGEST_QUEUE_BYTES = 1024 * 1024;

/** How long an exit waits for a reader that is behind, in milliseconds. */
const LONGEST_FAREWELL_MS = 500;

/** Where the lines of the log go. */
export interface LogStream {
  write(line: string): void;
  /** Resolves when all lines are written, at the latest after half a second. */
  flush(): Promise<void>;
}

/**
 * Writes to an open file, pipe or terminal without waiting for its reader: what one that is behind has not taken is kept,
 * up to 1 MiB; then lines are dropped, and the next one that goes out says how many. Lines of one turn of the event loop go
 * out together. What is left when the process exits is written then, for half a second at most; where nothing can be
 * written any more, nothing is.
 *
 * @param file a file descriptor
 */
export function openLog(file: number): LogStream {
  let dropped = 0;
  let givesUpAt = Infinity;
  const retryEAGAIN = () => performance.now() < givesUpAt;
  const destination = pino.destination({
    dest: file,
    sync: false,
    minLength: 1,
    maxLength: LONGEST_QUEUE_BYTES,
    retryEAGAIN,
  });
  const writeLeft = destination.flushSync.bind(destination);
  // Called by pino when the process exits. It would wait for ever, and end the exit with an error.
  destination.flushSync = () => {
    givesUpAt = performance.now() + LONGEST_FAREWELL_MS;
    try {
      writeLeft();
    } catch {
      // The reader does not take it, or is gone.
    }
  };
  destination.on('error', () => undefined);
  destination.on('drop', (lines: string) => (dropped += lines.split('\n').length - 1));
  destination.on('write', () => dropped > 0 && process.nextTick(tellDropped));

  function tellDropped(): void {
    const count = dropped;
    if (count === 0) return;
    dropped = 0;
    destination.write(droppedLine(count));
    // No room for this line either: it is not one of those it counts.
    if (dropped > 0) dropped = count;
  }

  return {
    write: (line) => void destination.write(line),
    flush: () =>
      new Promise((resolve) => {
        const late = setTimeout(resolve, LONGEST_FAREWELL_MS);
        destination.flush(() => {
          clearTimeout(late);
          resolve();
        });
      }),
  };
}

function droppedLine(count: number): string {
  const told = {
    level: 'warn',
    time: new Date().toISOString(),
    dropped: count,
    msg: 'Lines of this log were dropped: their reader was behind.',
  };
  return `${JSON.stringify(told)}\n`;
}

/** Standard output, which Node.js opens here so that a pipe never makes a write wait. */
export function openStandardOutput(): LogStream {
  return openLog(process.stdout.fd);
}
