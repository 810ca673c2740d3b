import { isArray } from '../../shared/json.js';
import { EVENT_LOG_CAPACITY, type Identified } from '../event-log.js';
import { createEpoch } from '../log-position.js';
import { APPEND, EVENT_LOG_TTL_MS, JOIN, READ, START_EPOCH } from './event-log-scripts.js';
import type { RedisConnection } from './redis-connection.js';
import { hashKeyPart, runScript, type Script } from './script.js';
import type { StreamEntry } from './stream-reader.js';

/** A replica that was disconnected catches up with these entries; beyond them it reads the events, but not the updates. */
const MAX_ENTRIES = 1_000;
const ENTRY_TTL_MS = 60_000;

/** Events per command, so that none takes long. */
const PAGE_SIZE = 500;

/** Events before a replica joined, with which it recognises what other sources report of them. */
const RECENT_EVENTS = 100;

/** How far the log is. */
export interface LogState {
  readonly epoch: string;
  /** Number of the last event. */
  readonly last: number;
  /** Number of the last entry. */
  readonly entry: number;
}

/** The log as a replica finds it. */
export interface JoinedLog extends LogState {
  /** Id of the last entry in the stream. */
  readonly tailId: string;
  /** Whether the stream continues after the entry that the replica knows. */
  readonly continues: boolean;
  /** Oldest first. */
  readonly recent: readonly EventText[];
}

/** An event as JSON, with its number. */
export interface EventText {
  readonly number: number;
  readonly text: string;
}

/** The commands of one account's log. All return undefined while Redis is unavailable. */
export class EventLogCommands {
  readonly entriesKey: string;
  private readonly keys: readonly string[];

  constructor(
    readonly redis: RedisConnection,
    account: string,
  ) {
    const base = `${redis.prefix}events:{${hashKeyPart(account)}}`;
    this.entriesKey = `${base}:entries`;
    this.keys = [base, `${base}:log`, `${base}:ids`, this.entriesKey];
  }

  /**
   * @param id names the entry to the replica that appends it
   * @param update JSON
   * @returns the indexes of the events that the log did not have
   */
  async append(
    replica: string,
    id: string,
    events: readonly Identified[],
    update: string,
  ): Promise<readonly number[] | undefined> {
    const pairs = events.flatMap((event) => [event.eventId, JSON.stringify(event)]);
    const reply = await this.run(APPEND, [replica, id, EVENT_LOG_CAPACITY, update, ...pairs]);
    return isArray(reply) ? (reply as readonly number[]) : undefined;
  }

  /**
   * @param reason the id of the entry that other replicas get
   * @returns whether it was started
   */
  async startEpoch(replica: string, reason: string): Promise<boolean> {
    return (await this.run(START_EPOCH, [replica, reason])) !== undefined;
  }

  /** @param known number and stream id of the last entry that the replica got */
  async join(known?: { readonly entry: number; readonly lastId: string }): Promise<JoinedLog | undefined> {
    const reply = await this.run(JOIN, [known?.entry ?? '', known?.lastId ?? '', RECENT_EVENTS]);
    if (!isArray(reply)) return undefined;
    const [epoch, last, entry, tailId, continues, recent] = reply as [...string[], StreamEntry[]] & string[];
    return {
      epoch: String(epoch),
      last: Number(last),
      entry: Number(entry),
      tailId: String(tailId),
      continues: Number(continues) === 1,
      recent: (recent as unknown as readonly StreamEntry[]).map(toEventText).toReversed(),
    };
  }

  /** The events after a number up to another one. */
  async readEvents({ epoch, last }: LogState, after: number): Promise<readonly EventText[] | 'expired' | undefined> {
    const events: EventText[] = [];
    let number = after;
    do {
      // oxlint-disable-next-line no-await-in-loop -- one page follows the other
      const page = await this.run(READ, [epoch, number, last, PAGE_SIZE], []);
      if (page === 'expired' || page === undefined) return page;
      events.push(...(page as readonly StreamEntry[]).map(toEventText));
      number = events.at(-1)?.number ?? last;
    } while (number < last);
    return events;
  }

  private run(
    script: Script,
    values: readonly (string | number)[],
    common: readonly (string | number)[] = [createEpoch(), EVENT_LOG_TTL_MS, ENTRY_TTL_MS, MAX_ENTRIES],
  ): Promise<unknown> {
    return this.redis.run((client) => runScript(client, script, this.keys, [...common, ...values]));
  }
}

/** The number of an event is its id in the stream. */
function toEventText([id, [, text = '']]: StreamEntry): EventText {
  return { number: Number.parseInt(id, 10), text };
}
