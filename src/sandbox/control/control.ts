import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { isLoopback } from '../../shared/loopback.js';
import { FaultQueue, type FaultRequest } from '../faults/fault-queue.js';
import { ErrorReply } from '../http/error-reply.js';

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

/** Paths that are no part of the upstream: not authenticated, not counted, not hit by faults. */
export const CONTROL_PREFIX = '/_sandbox/';

/** A page of another origin cannot send a header of its own without asking first, which nobody answers here. */
const CONTROL_HEADER = 'x-sandbox-control';

/** @throws Refusal for what a web page may have sent: without the header, or to a name that was made to mean this machine */
function rejectBrowserRequests({ method, headers }: FastifyRequest): void {
  if (!isLoopback((headers.host ?? 'localhost').replace(/:\d*$/, '')))
    throw new ErrorReply(421, {
      error: 'The sandbox is controlled on loopback only: call it as 127.0.0.1 or localhost.',
    });
  if (method !== 'GET' && headers[CONTROL_HEADER] === undefined)
    throw new ErrorReply(403, { error: `Send the header "${CONTROL_HEADER}: 1", which web pages cannot.` });
}

export function addControlRoutes(app: FastifyInstance, control: Control): void {
  app.addHook('onRequest', async (request) => {
    if (request.url.startsWith(CONTROL_PREFIX)) rejectBrowserRequests(request);
  });
  app.post(`${CONTROL_PREFIX}faults`, async (request, reply) => {
    orBadRequest(() => control.faults.add(request.body));
    return reply.code(204).send();
  });
  app.delete(`${CONTROL_PREFIX}faults`, async (_request, reply) => {
    control.faults.clear();
    return reply.code(204).send();
  });
  app.get(`${CONTROL_PREFIX}calls`, async () => control.calls());
  app.delete(`${CONTROL_PREFIX}calls`, async (_request, reply) => {
    control.clearCalls();
    return reply.code(204).send();
  });
  app.post(`${CONTROL_PREFIX}switches`, async (request, reply) => {
    orBadRequest(() => control.setSwitches(request.body));
    return reply.code(204).send();
  });
  app.post(`${CONTROL_PREFIX}reset`, async (_request, reply) => {
    control.reset();
    return reply.code(204).send();
  });
}

function orBadRequest(action: () => void): void {
  try {
    action();
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    throw new ErrorReply(400, { error: z.prettifyError(error) });
  }
}
