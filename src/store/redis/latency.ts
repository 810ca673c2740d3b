/**
 * A slower server is unavailable, because one operation sends up to five commands and may wait for 250 ms in total. Only time
 * in which this process had nothing else to do counts: a busy process is slow with every server.
 */
export const MAX_LATENCY_MS = 50;

/** How long this process has waited for events since its start, in milliseconds. */
export const getIdleMs = (): number => performance.eventLoopUtilization().idle;

export function createSlowError(latencyMs: number, maxLatencyMs: number): Error {
  return new Error(`A response took ${Math.round(latencyMs)} ms instead of at most ${maxLatencyMs} ms.`);
}
