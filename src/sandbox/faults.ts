import * as z from 'zod';

/**
 * What can be made to go wrong. `hang`: no answer ever. `reset`: the connection is cut, nothing was done. `lost`: the
 * work is done, then the connection is cut. `down`: as `reset`, for every call until cleared (the listener stays, or
 * nobody could clear it). `429-bare` has no headers and no JSON (contracts: quirk 64).
 */
export const faultSchema = z.strictObject({
  kind: z.enum(['429', '429-bare', '503', 'hang', 'reset', 'lost', 'down']),
  /** How many calls it hits; 1 without it, for `down` all. */
  times: z.int().min(1).optional(),
  /** Only calls whose path begins so; a query is part of the path. */
  path: z.string().optional(),
  method: z.string().toUpperCase().optional(),
  /** What a `429` tells the caller to wait, in whole seconds. */
  retryAfterSeconds: z.int().min(0).default(1),
});

export type FaultOrder = z.input<typeof faultSchema>;
export type FaultOnDemand = z.output<typeof faultSchema>;

/** Faults ordered ahead of time, each used by the first calls that match it. */
export class FaultQueue {
  #waiting: { fault: FaultOnDemand; left: number }[] = [];

  /** Throws a ZodError for an order that is none. */
  add(order: unknown): void {
    const fault = faultSchema.parse(order);
    this.#waiting.push({ fault, left: fault.times ?? (fault.kind === 'down' ? Infinity : 1) });
  }

  clear(): void {
    this.#waiting = [];
  }

  /** The fault this call has to suffer, used up by one. */
  take(method: string, path: string): FaultOnDemand | undefined {
    const entry = this.#waiting.find(
      ({ fault }) => path.startsWith(fault.path ?? '') && (fault.method ?? method) === method,
    );
    if (entry === undefined) return undefined;
    entry.left -= 1;
    if (entry.left === 0) this.#waiting = this.#waiting.filter((other) => other !== entry);
    return entry.fault;
  }
}
