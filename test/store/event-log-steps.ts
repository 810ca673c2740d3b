import { isObject, isString } from '../../src/shared/json.js';
import type { EventLog, LogFormat, LoggedEvent, MissedEvents } from '../../src/store/event-log.js';
import type { Store } from '../../src/store/store.js';
import { deferred } from '../deferred.js';

export interface TestEvent {
  readonly eventId: string;
}

/** The version of something that an event changed. */
type TestUpdate = number | string;

export type TestLog = EventLog<TestEvent, TestUpdate>;

/** An event without a name is of another version. */
export const FORMAT: LogFormat<TestEvent, TestUpdate> = {
  isEvent: (value): value is TestEvent => isObject(value) && isString(value['eventId']) && value['eventId'] !== '',
  isUpdate: (value): value is TestUpdate => typeof value === 'number' || isString(value),
  shrinkUpdate: () => 'short',
};

export const openLog = (store: Store, account: string): TestLog =>
  store.openEventLog<TestEvent, TestUpdate>(account, FORMAT);

export const named = (...ids: readonly string[]): readonly TestEvent[] => ids.map((eventId) => ({ eventId }));
export const idsOf = (events: MissedEvents<TestEvent>) =>
  events === 'expired' ? events : events.map(({ event }) => event.eventId);

/** A follower that keeps what it gets. */
export class TestFollower {
  readonly events: LoggedEvent<TestEvent>[] = [];
  readonly updates: TestUpdate[] = [];
  readonly own: boolean[] = [];
  readonly gaps: MissedEvents<TestEvent>[] = [];
  private waiting: { readonly holds: () => boolean; readonly resolve: () => void }[] = [];
  readonly end: () => void;
  readonly joined: Promise<readonly LoggedEvent<TestEvent>[]>;

  constructor(readonly log: TestLog) {
    const following = log.follow({
      onEntry: ({ events, update, isOwn }) => {
        this.events.push(...events);
        this.updates.push(update);
        this.own.push(isOwn);
        this.check();
      },
      onGap: (missed) => {
        this.gaps.push(missed);
        this.check();
      },
    });
    this.joined = following.joined;
    this.end = () => following.end();
  }

  get ids(): readonly string[] {
    return this.events.map(({ event }) => event.eventId);
  }

  /** Waits until a condition holds; it is checked with everything that arrives. */
  until(holds: () => boolean): Promise<void> {
    if (holds()) return Promise.resolve();
    const { promise, resolve } = deferred<void>();
    this.waiting.push({ holds, resolve });
    return promise;
  }

  /** The position of an event, which may be on its way. */
  async positionOf(id: string): Promise<string> {
    await this.until(() => this.ids.includes(id));
    return this.events.find(({ event }) => event.eventId === id)?.position ?? '';
  }

  private check(): void {
    for (const { resolve } of this.waiting.filter(({ holds }) => holds())) resolve();
    this.waiting = this.waiting.filter(({ holds }) => !holds());
  }
}

export async function follow(log: TestLog): Promise<TestFollower> {
  const follower = new TestFollower(log);
  await follower.joined;
  return follower;
}
