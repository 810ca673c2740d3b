import { setTimeout as delay } from 'node:timers/promises';
import type { EventLogCommands, EventText, JoinedLog, LogState } from './event-log-commands.js';
import type { LogPosition } from '../log-position.js';
import type { RedisClient } from './redis-client.js';
import { type StreamEntry, StreamReader } from './stream-reader.js';

/** An entry as it is in the stream. */
export interface RawEntry {
  readonly epoch: string;
  /** Number of its last event. */
  readonly last: number;
  readonly replica: string;
  readonly id: string;
  /** JSON. */
  readonly events: string;
  /** JSON; empty for the start of an epoch. */
  readonly update: string;
}

export interface LogReaderOptions {
  readonly commands: EventLogCommands;
  readonly createReader: () => RedisClient;
  readonly onEntry: (entry: RawEntry) => void;
  /** Entries were lost, and these events with them. */
  readonly onGap: (missed: readonly EventText[] | 'expired', epoch: string) => void;
}

/** How long a position of another replica may be ahead of this one. */
const MAX_WAIT_MS = 1_000;

/** Follows the entries of one log, and notices when some of them are missing. */
export class LogReader {
  /** Up to here everything was passed on; undefined until the log is joined. */
  at: LogState | undefined;
  private stream: StreamReader | undefined;
  private isClosed = false;
  private startsAnew = false;

  constructor(private readonly options: LogReaderOptions) {}

  /** Passes on the entries from now on, unless Redis is unavailable. */
  async join(): Promise<JoinedLog | undefined> {
    const { commands, createReader } = this.options;
    const joined = await commands.join();
    if (!joined || this.isClosed || this.at) return undefined;
    this.at = joined;
    this.stream = new StreamReader(
      {
        createReader,
        key: commands.entriesKey,
        onEntry: (entry) => this.read(entry),
        onInterruption: (lastId) => this.recover(lastId),
      },
      joined.tailId,
    );
    return joined;
  }

  close(): void {
    this.isClosed = true;
    this.stream?.close();
  }

  /** Waits until the log has passed on an event that another replica has. */
  async waitFor({ epoch, number }: LogPosition): Promise<LogState | undefined> {
    const isReached = () => this.at?.epoch === epoch && this.at.last >= number;
    if (isReached()) return this.at;
    const state = await this.options.commands.join();
    if (state?.epoch !== epoch || state.last < number) return undefined;
    const deadline = performance.now() + MAX_WAIT_MS;
    // oxlint-disable-next-line no-await-in-loop -- the entries are on their way
    while (!isReached() && performance.now() < deadline) await delay(5);
    return isReached() ? this.at : undefined;
  }

  /** @returns the id to continue after, if it is not that of the entry */
  private async read([id, fields]: StreamEntry): Promise<string | undefined> {
    const [, entry, , epoch = '', , last, , replica = '', , ownId = '', , events = '', , update = ''] = fields;
    if (!this.at || !(this.startsAnew || Number(entry) === this.at.entry + 1)) return this.recover(id);
    this.startsAnew = false;
    this.at = { epoch, last: Number(last), entry: Number(entry) };
    this.options.onEntry({ epoch, last: Number(last), replica, id: ownId, events, update });
    return undefined;
  }

  /** @returns the id to continue after */
  private async recover(lastId: string): Promise<string> {
    const { at } = this;
    const { commands, onGap } = this.options;
    const state = at && (await commands.join({ entry: at.entry, lastId }));
    if (!state) throw new Error('Redis is unavailable, so nobody knows whether an entry is missing.');
    if (state.continues || this.isClosed) return lastId;
    const found = state.epoch === at.epoch ? await commands.readEvents(state, at.last) : 'expired';
    const missed = found ?? 'expired';
    this.at = state;
    onGap(missed, state.epoch);
    // Another log began meanwhile. Its entries are new to this replica, or have no effect a second time.
    this.startsAnew = missed === 'expired';
    return this.startsAnew ? '0-0' : state.tailId;
  }
}
