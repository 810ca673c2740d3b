import { SECOND, type Clock } from '../../clock.js';
import { createRandom, type Random } from '../../random.js';
import type { Schedule } from '../../schedule.js';
import type { PagerDutyState } from '../state/pagerduty-state.js';
import { runDueActions } from '../incidents/run-pending-actions.js';
import { InventedIncidents } from './invented-incidents.js';

/** A client that shows live incidents polls the log entries of the account, also beside webhooks. */
const WATCHING_READS = /^\/log_entries(?:\?|$)/;

/** A slow client polls once a minute, so a watcher counts a little longer. */
const WATCHED_MS = 75 * SECOND;
const FIRST_DELAY_MS = 6 * SECOND;
/** About five things happen each minute. */
const MIN_DELAY_MS = 8 * SECOND;
const MAX_DELAY_MS = 16 * SECOND;

export interface ActivityOptions {
  /** The account now; a reset replaces it. */
  readonly getState: () => PagerDutyState;
  readonly now: Clock;
  readonly schedule: Schedule;
  /** The same seed and clock give the same incidents. */
  readonly seed: number;
}

/** Lets a few things happen each minute while somebody watches, so that a list of incidents moves. */
export class Activity {
  readonly #random: Random;
  readonly #incidents: InventedIncidents;
  #watchedUntil = 0;
  #cancelNext: (() => void) | undefined;

  constructor(private readonly options: ActivityOptions) {
    this.#random = createRandom(options.seed);
    this.#incidents = new InventedIncidents(this.#random);
  }

  /** Notes a read. The first thing happens within 10 seconds of the first read of a watcher. */
  noteRequest(method: string, path: string): void {
    if (method !== 'GET' || !WATCHING_READS.test(path)) return;
    this.#watchedUntil = this.options.now().getTime() + WATCHED_MS;
    if (this.#cancelNext === undefined) this.#actIn(FIRST_DELAY_MS);
  }

  /** Ends the activity until the next read of a watcher. */
  stop(): void {
    this.#cancelNext?.();
    this.#cancelNext = undefined;
    this.#incidents.clear();
  }

  #actIn(delayMs: number): void {
    this.#cancelNext = this.options.schedule(() => this.#act(), delayMs);
  }

  #act(): void {
    this.#cancelNext = undefined;
    if (this.options.now().getTime() > this.#watchedUntil) return;
    const state = this.options.getState();
    runDueActions(state);
    this.#incidents.advance(state);
    this.#actIn(MIN_DELAY_MS + this.#random.integerBelow(MAX_DELAY_MS - MIN_DELAY_MS));
  }
}
