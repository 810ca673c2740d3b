import * as z from 'zod';
import { FaultQueue, type FaultRequest } from '../faults/fault-queue.js';

/** A request that reached a simulator. `path` includes the query. */
export interface RecordedCall {
  readonly method: string;
  readonly path: string;
}

export interface ControlOptions<Switches extends z.ZodRawShape> {
  /** Schema of the switches with their defaults. */
  readonly switches: z.ZodObject<Switches>;
  /** Restores the seeded state. */
  readonly resetState: () => void;
}

/** The live feed polls for days, so older calls are dropped. */
const MAX_RECORDED_CALLS = 10_000;

/** Controls of one simulator: recorded calls, injected faults and switches. */
export class Control<Switches extends z.ZodRawShape = z.ZodRawShape> {
  readonly faults = new FaultQueue();
  #recordedCalls: RecordedCall[] = [];
  #switches: z.output<z.ZodObject<Switches>>;

  constructor(private readonly options: ControlOptions<Switches>) {
    this.#switches = options.switches.parse({});
  }

  get switches(): z.output<z.ZodObject<Switches>> {
    return this.#switches;
  }

  /** The last 10 000 calls in order since the start, the last `clearCalls` or the last `reset`. */
  calls(): readonly RecordedCall[] {
    return [...this.#recordedCalls];
  }

  recordCall(call: RecordedCall): void {
    this.#recordedCalls.push(call);
    if (this.#recordedCalls.length > MAX_RECORDED_CALLS) this.#recordedCalls.shift();
  }

  clearCalls(): void {
    this.#recordedCalls = [];
  }

  addFault(request: FaultRequest): void {
    this.faults.add(request);
  }

  /** Changes the given switches. Throws a ZodError for an unknown one. */
  setSwitches(changes: unknown): void {
    const parsed = z.strictObject(this.options.switches.shape).parse(changes);
    this.#switches = { ...this.#switches, ...pickChanged(parsed, changes) };
  }

  /** Restores the state after the start: seeded data, default switches, no faults, no calls. */
  reset(): void {
    this.faults.clear();
    this.clearCalls();
    this.#switches = this.options.switches.parse({});
    this.options.resetState();
  }
}

/** Keeps only the given names, so that defaults do not reset other switches. */
function pickChanged<T extends object>(parsed: T, changes: unknown): Partial<T> {
  const names = new Set(Object.keys(Object(changes) as object));
  return Object.fromEntries(Object.entries(parsed).filter(([name]) => names.has(name))) as Partial<T>;
}
