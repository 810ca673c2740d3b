import type { QueuedItem, SettledState } from '../outbox.js';

/** One change in the file of the outbox. */
export type OutboxRecord =
  | { readonly op: 'add'; readonly account: string; readonly item: QueuedItem; readonly content: string }
  /** The first attempt begins. */
  | { readonly op: 'send'; readonly account: string; readonly id: string; readonly at: number }
  | {
      readonly op: 'settle';
      readonly account: string;
      readonly id: string;
      readonly state: SettledState;
      readonly at: number;
      readonly detail: string;
    };
