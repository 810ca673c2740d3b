import { pino } from 'pino';

/** What waits for a reader that is behind, in bytes; lines beyond it are dropped. */
const MAX_QUEUE_BYTES = 1024 * 1024;

/** How long an exit waits for a reader that is behind, in milliseconds. */
const FLUSH_TIMEOUT_MS = 500;

/** Where the lines of the log go. */
export interface LogDestination {
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
export function openLogDestination(file: number): LogDestination {
  let dropped = 0;
  let flushDeadline = Infinity;
  const retryEAGAIN = () => performance.now() < flushDeadline;
  const destination = pino.destination({
    dest: file,
    sync: false,
    minLength: 1,
    maxLength: MAX_QUEUE_BYTES,
    retryEAGAIN,
  });
  const flushSync = destination.flushSync.bind(destination);
  // Called by pino when the process exits. It would wait for ever, and end the exit with an error.
  destination.flushSync = () => {
    flushDeadline = performance.now() + FLUSH_TIMEOUT_MS;
    try {
      flushSync();
    } catch {
      // The reader does not take it, or is gone.
    }
  };
  destination.on('error', () => undefined);
  destination.on('drop', (lines: string) => (dropped += lines.split('\n').length - 1));
  destination.on('write', () => dropped > 0 && process.nextTick(reportDropped));

  function reportDropped(): void {
    const count = dropped;
    if (count === 0) return;
    dropped = 0;
    destination.write(formatDroppedLine(count));
    // No room for this line either: it is not one of those it counts.
    if (dropped > 0) dropped = count;
  }

  return {
    write: (line) => void destination.write(line),
    flush: () =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, FLUSH_TIMEOUT_MS);
        destination.flush(() => {
          clearTimeout(timer);
          resolve();
        });
      }),
  };
}

function formatDroppedLine(count: number): string {
  const entry = {
    level: 'warn',
    time: new Date().toISOString(),
    dropped: count,
    msg: 'Lines of this log were dropped: their reader was behind.',
  };
  return `${JSON.stringify(entry)}\n`;
}

/** Standard output, which Node.js opens here so that a pipe never makes a write wait. */
export function openStdout(): LogDestination {
  return openLogDestination(process.stdout.fd);
}
