import * as z from 'zod';
import { FAULT_KINDS, type FaultKind, type FaultName } from './fault-kinds.js';

const FAULT_NAMES = Object.keys(FAULT_KINDS) as FaultName[];

/** A fault to inject: one of `FAULT_KINDS`, or a `429` in the upstream's own format. */
const faultSchema = z.strictObject({
  kind: z.enum(['429', ...FAULT_NAMES]),
  /** Number of affected calls; by default 1, and all for `down`. */
  times: z.int().min(1).optional(),
  /** Prefix of the affected paths. A path includes its query. */
  path: z.string().optional(),
  method: z.string().toUpperCase().optional(),
  /** Wait that a `429` announces, in whole seconds. */
  retryAfterSeconds: z.int().min(0).default(1),
});

export type FaultRequest = z.input<typeof faultSchema>;
export type QueuedFault = z.output<typeof faultSchema>;

/** Faults waiting to be injected. The first matching calls use them up. */
export class FaultQueue {
  #pending: { fault: QueuedFault; remaining: number }[] = [];

  /** Throws a ZodError for an invalid request. */
  add(request: unknown): void {
    const fault = faultSchema.parse(request);
    const { times = 1 }: Partial<FaultKind> = fault.kind === '429' ? {} : FAULT_KINDS[fault.kind];
    this.#pending.push({ fault, remaining: fault.times ?? times });
  }

  clear(): void {
    this.#pending = [];
  }

  /** Returns the fault for this call and uses it up once. */
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
