import { pino } from 'pino';

/** Lines that are buffered for a slow reader, in bytes; further lines are dropped. */
const MAX_QUEUE_BYTES = 1024 * 1024;

/** Lines of fewer bytes wait for more: a write for each was 7 % of the time of a trigger (`npm run bench -- --profile`). */
const MIN_WRITE_BYTES = 4096;

/** How long they wait at most, in milliseconds. */
const MAX_DELAY_MS = 100;

/** How long an exit waits for a slow reader, in milliseconds. */
const FLUSH_TIMEOUT_MS = 500;

/** Pino's asynchronous destination. */
export type LogDestination = ReturnType<typeof pino.destination>;

/**
 * Opens a log to a file, pipe or terminal that never waits for its reader. Buffers up to 1 MiB for a slow reader, then drops
 * lines and logs how many. Writes lines together, at most 100 ms late. On exit, writes the rest for up to 500 ms. Ignores a
 * reader that is gone.
 *
 * @param file a file descriptor
 */
export function openLogDestination(file: number): LogDestination {
  let flushDeadline = Infinity;
  const destination = pino.destination({
    dest: file,
    sync: false,
    minLength: MIN_WRITE_BYTES,
    periodicFlush: MAX_DELAY_MS,
    maxLength: MAX_QUEUE_BYTES,
    retryEAGAIN: () => performance.now() < flushDeadline,
  });
  const flushSync = destination.flushSync.bind(destination);
  // Pino calls it on exit. Without the deadline it would wait for a slow reader forever, and it may throw.
  destination.flushSync = () => {
    flushDeadline = performance.now() + FLUSH_TIMEOUT_MS;
    try {
      flushSync();
    } catch {
      // The reader is too slow or gone.
    }
  };
  destination.on('error', () => undefined);
  logDroppedLines(destination);
  return destination;
}

function logDroppedLines(destination: LogDestination): void {
  let dropped = 0;
  destination.on('drop', (lines: string) => (dropped += lines.split('\n').length - 1));
  destination.on('write', () => dropped > 0 && process.nextTick(logDropped));

  function logDropped(): void {
    const count = dropped;
    if (count === 0) return;
    dropped = 0;
    destination.write(formatDroppedLine(count));
    // If this line is dropped too, it does not count.
    if (dropped > 0) dropped = count;
  }
}

function formatDroppedLine(count: number): string {
  const entry = {
    level: 'warn',
    time: new Date().toISOString(),
    dropped: count,
    msg: 'Log lines dropped: the reader of the log is too slow',
  };
  return `${JSON.stringify(entry)}\n`;
}

/** Resolves when all lines are written, or after 500 ms. */
export function flushLog(destination: LogDestination): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, FLUSH_TIMEOUT_MS);
    destination.flush(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Opens the log on standard output with a non-blocking descriptor, so that a full pipe never blocks a write. */
export function openStdout(): LogDestination {
  return openLogDestination(process.stdout.fd);
}
