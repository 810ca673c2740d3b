import { randomUUID } from 'node:crypto';
import { isArray, tryParseJson } from '../../shared/json.js';
import {
  type EventLog,
  type Following,
  type Identified,
  type LogFollower,
  type LogFormat,
  MAX_UPDATE_LENGTH,
  type LoggedEvent,
  type MissedEvents,
} from '../event-log.js';
import { formatPosition, parsePosition } from '../log-position.js';
import { MemoryEventLog } from '../memory/event-log.js';
import { DeliveredEvents } from './delivered-events.js';
import type { EventLogCommands, EventText, JoinedLog } from './event-log-commands.js';
import { LogReader, type RawEntry } from './log-reader.js';
import type { RedisClient } from './redis-client.js';

/** An own entry comes back at once, unless its reader lost the connection too. */
const MAX_PENDING_MS = 250;

/** An entry that was sent but did not come back yet; without events until Redis responds. */
interface PendingEntry<E, U> {
  readonly update: U;
  readonly events?: readonly E[];
}

/** Why an epoch begins: others lack events that a replica passed on alone. */
const SERVED_ALONE = 'alone';

/**
 * An event log in Redis. Own entries take the same way as those of other replicas, so that all replicas pass them on in the
 * same order. While Redis is unavailable, each replica passes on its own entries. Afterwards a new epoch begins, because the
 * log lacks them.
 */
export class RedisEventLog<E extends Identified, U> implements EventLog<E, U> {
  private readonly replica = randomUUID();
  private readonly local = new MemoryEventLog<E, U>();
  private readonly delivered = new DeliveredEvents();
  private readonly pending = new Map<string, PendingEntry<E, U>>();
  private reader: LogReader | undefined;
  private joining: Promise<JoinedLog | undefined> = Promise.resolve(undefined);
  private hasServedAlone = false;
  private appended = 0;

  constructor(
    private readonly commands: EventLogCommands,
    private readonly format: LogFormat<E, U>,
    private readonly createReader: () => RedisClient,
  ) {
    commands.redis.onAvailability((isAvailable) => {
      if (isAvailable) void this.rejoin();
      else setTimeout(() => this.isShared || this.deliverPending(), MAX_PENDING_MS).unref();
    });
  }

  get isShared(): boolean {
    return this.commands.redis.isAvailable;
  }

  async append(events: readonly E[], update: U): Promise<void> {
    const id = String((this.appended += 1));
    if (this.reader) this.pending.set(id, { update });
    const appended = await this.commands.append(this.replica, id, events, this.encodeUpdate(update));
    const isPending = this.pending.has(id);
    if (!appended) {
      this.pending.delete(id);
      if (isPending) await this.appendAlone(events, update);
    } else if (isPending) {
      this.pending.set(id, { update, events: events.filter((_, index) => appended.includes(index)) });
    }
  }

  follow(follower: LogFollower<E, U>): Following<E> {
    const following = this.local.follow(follower);
    this.reader ??= this.startReader();
    return {
      joined: this.joining.then((log) => (log ? this.decodeEvents(log.recent, log.epoch) : [])),
      end: () => {
        following.end();
        if (this.local.followerCount === 0) this.stopReader();
      },
    };
  }

  async readAfter(position: string): Promise<MissedEvents<E>> {
    await this.joining;
    const from = parsePosition(position);
    if (!this.isShared || !from) return this.local.readAfter(position);
    const at = await this.reader?.waitFor(from);
    const events = at && (await this.commands.readEvents(at, from.number));
    if (events === undefined) return this.isShared ? 'expired' : this.local.readAfter(position);
    return events === 'expired' ? events : this.decodeEvents(events, from.epoch);
  }

  async startEpoch(reason = ''): Promise<void> {
    if (await this.commands.startEpoch(this.replica, reason)) return;
    this.hasServedAlone = true;
    await this.local.startEpoch();
  }

  private startReader(): LogReader {
    const { commands, createReader } = this;
    const reader = new LogReader({
      commands,
      createReader,
      onEntry: (entry) => this.receive(entry),
      onGap: (missed, epoch) => this.reportGap(missed === 'expired' ? missed : this.decodeEvents(missed, epoch)),
    });
    this.joining = reader.join();
    return reader;
  }

  private stopReader(): void {
    this.reader?.close();
    this.reader = undefined;
    this.pending.clear();
  }

  /** An own entry that is no longer pending was passed on before, unless it was stored during a gap. */
  private receive({ epoch, last, replica, id, events: eventsText, update: updateText }: RawEntry): void {
    const isOwn = replica === this.replica;
    const own = isOwn ? this.pending.get(id) : undefined;
    if (updateText === '' && id === SERVED_ALONE && !isOwn) this.reportGap('expired');
    if (updateText === '') return;
    if (isOwn) this.pending.delete(id);
    const parsed = tryParseJson(eventsText);
    const values: readonly unknown[] = isArray(parsed) ? parsed : [];
    const events = values.flatMap((value, index) => {
      const event = this.checkEvent(value);
      return event ? [{ position: formatPosition(epoch, last - values.length + index + 1), event }] : [];
    });
    const update = own ? own.update : tryParseJson(updateText);
    if (!this.format.isUpdate(update)) return this.commands.redis.log.countInvalidValue('an entry of the event log');
    const fresh = this.takeFresh(events);
    if (fresh.length > 0 || !isOwn || own) this.local.deliver({ events: fresh, update, isOwn });
  }

  /** Lost own entries reach the watchers of this replica. Own entries that are being sent come after the gap. */
  private reportGap(missed: MissedEvents<E>): void {
    if (missed === 'expired') this.deliverPending();
    else for (const { update } of this.takeStored()) this.local.deliver({ events: [], update, isOwn: true });
    this.local.reportGap(missed === 'expired' ? missed : this.takeFresh(missed));
  }

  private takeFresh(events: readonly LoggedEvent<E>[]): readonly LoggedEvent<E>[] {
    const fresh = this.delivered.takeFresh(events, ({ event }) => event);
    // The log of this replica alone lacks them, so nobody continues it from before.
    if (this.hasServedAlone && fresh.length > 0) void this.local.startEpoch();
    return fresh;
  }

  private async appendAlone(events: readonly E[], update: U): Promise<void> {
    const fresh = this.delivered.takeFresh(events, (event) => event);
    this.hasServedAlone ||= fresh.length > 0;
    await this.local.append(fresh, update);
  }

  /** Other replicas may have appended in between, so that their positions in the shared log continue nothing. */
  private deliverPending(): void {
    for (const { update, events } of this.takeStored()) void this.appendAlone(events, update);
  }

  /** The pending entries that Redis has. */
  private takeStored(): readonly Required<PendingEntry<E, U>>[] {
    const stored = [...this.pending].flatMap(([id, { update, events }]) => (events ? { id, update, events } : []));
    for (const { id } of stored) this.pending.delete(id);
    return stored;
  }

  private async rejoin(): Promise<void> {
    if (this.hasServedAlone) {
      this.hasServedAlone = false;
      await Promise.all([this.local.startEpoch(), this.startEpoch(SERVED_ALONE)]);
    }
    if (!this.reader || this.reader.at) return;
    this.joining = this.reader.join();
    if (await this.joining) this.local.reportGap('expired');
  }

  private decodeEvents(texts: readonly EventText[], epoch: string): readonly LoggedEvent<E>[] {
    return texts.flatMap(({ number, text }) => {
      const event = this.checkEvent(tryParseJson(text));
      return event ? [{ position: formatPosition(epoch, number), event }] : [];
    });
  }

  private encodeUpdate(update: U): string {
    const text = JSON.stringify(update);
    return text.length > MAX_UPDATE_LENGTH ? JSON.stringify(this.format.shrinkUpdate(update)) : text;
  }

  private checkEvent(value: unknown): E | undefined {
    if (this.format.isEvent(value)) return value;
    this.commands.redis.log.countInvalidValue('an event');
    return undefined;
  }
}
