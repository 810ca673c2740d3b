import * as z from 'zod';
import { FAULT_KINDS, type FaultKind, type FaultName } from './fault-kinds.js';

const FAULT_NAMES = Object.keys(FAULT_KINDS) as FaultName[];

/** What shall go wrong: a kind of fault, or a `429` in the upstream's own words. */
const faultSchema = z.strictObject({
  kind: z.enum(['429', ...FAULT_NAMES]),
  /** How many calls it hits; 1 without it, for `down` all. */
  times: z.int().min(1).optional(),
  /** Only calls whose path begins so; a query is part of the path. */
  path: z.string().optional(),
  method: z.string().toUpperCase().optional(),
  /** What a `429` tells the caller to wait, in whole seconds. */
  retryAfterSeconds: z.int().min(0).default(1),
});

export type FaultRequest = z.input<typeof faultSchema>;
export type QueuedFault = z.output<typeof faultSchema>;

/** Faults ordered ahead of time, each used by the first calls that match it. */
export class FaultQueue {
  #pending: { fault: QueuedFault; remaining: number }[] = [];

  /** Throws a ZodError for an order that is none. */
  add(request: unknown): void {
    const fault = faultSchema.parse(request);
    const { times = 1 }: Partial<FaultKind> = fault.kind === '429' ? {} : FAULT_KINDS[fault.kind];
    this.#pending.push({ fault, remaining: fault.times ?? times });
  }

  clear(): void {
    this.#pending = [];
  }

  /** The fault this call has to suffer, used up by one. */
  take(method: string, path: string): QueuedFault | undefined {
    const entry = this.#pending.find(
      ({ fault }) => path.startsWith(fault.path ?? '') && (fault.method ?? method) === method,
    );
    if (entry === undefined) return undefined;
    entry.remaining -= 1;
    if (entry.remaining === 0) this.#pending = this.#pending.filter((other) => other !== entry);
    return entry.fault;
  }
}
