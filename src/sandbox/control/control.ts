import * as z from 'zod';
import { FaultQueue, type FaultRequest } from '../faults/fault-queue.js';

/** One request that reached an upstream; `path` with its query, no headers. */
export interface RecordedCall {
  readonly method: string;
  readonly path: string;
}

export interface ControlOptions<Switches extends z.ZodRawShape> {
  /** Each switch with its default. */
  readonly switches: z.ZodObject<Switches>;
  /** Puts the state back to the seed. */
  readonly resetState: () => void;
}

/** The strings behind the stage of one upstream: what was asked of it, and how it shall misbehave. */
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

  /** Calls since the start, the last `forgetCalls` or the last `reset`, in order. */
  calls(): readonly RecordedCall[] {
    return [...this.#recordedCalls];
  }

  recordCall(call: RecordedCall): void {
    this.#recordedCalls.push(call);
  }

  clearCalls(): void {
    this.#recordedCalls = [];
  }

  addFault(request: FaultRequest): void {
    this.faults.add(request);
  }

  /** Changes the switches that are named; throws a ZodError for one that does not exist. */
  setSwitches(changes: unknown): void {
    const parsed = z.strictObject(this.options.switches.shape).parse(changes);
    this.#switches = { ...this.#switches, ...pickChanged(parsed, changes) };
  }

  /** As after the start: seed, switches, no faults, no calls. */
  reset(): void {
    this.faults.clear();
    this.clearCalls();
    this.#switches = this.options.switches.parse({});
    this.options.resetState();
  }
}

/** Only what was named, so that a default does not turn another switch back. */
function pickChanged<T extends object>(parsed: T, changes: unknown): Partial<T> {
  const names = new Set(Object.keys(Object(changes) as object));
  return Object.fromEntries(Object.entries(parsed).filter(([name]) => names.has(name))) as Partial<T>;
}
