// A client that repeats a mutation as the documentation describes: until it has a payload.
import { setTimeout as sleep } from 'node:timers/promises';
import { sendMutation } from './send.mjs';

/** A mutation without a payload after this time counts as a false statement. */
const PATIENCE_MS = 25_000;
const MAX_PAUSE_MS = 1_000;

/** Codes of an error after which a repeat can succeed (docs/errors.md). */
const RETRYABLE = /^(?:UPSTREAM_(?:UNAVAILABLE|TIMEOUT|BAD_RESPONSE|RATE_LIMITED)|RATE_LIMITED)$/;

/** What all clients observed. */
export class Journal {
  mutations = 0;
  /** Attempts without a response. */
  lost = 0;
  /** Attempts that ended with an error. */
  failed = 0;
  /** Creates with an unknown outcome that only a fault of PagerDuty can explain. */
  unknown = 0;
  /** What a response stated and the sandbox or another response disproves. */
  lies = [];

  lie(text) {
    this.lies.push(text);
  }
}

/**
 * @returns the payload, and whether an earlier attempt may have been executed (`isUncertain`); undefined if there is never a
 * payload
 */
export async function sendUntilDone(url, mutation, journal) {
  const startedAt = performance.now();
  let isUncertain = false;
  journal.mutations += 1;
  while (performance.now() - startedAt < PATIENCE_MS) {
    const reply = await sendMutation(url, mutation);
    if (reply.state === 'done') return { payload: reply.payload, isUncertain };
    if (reply.state === 'failed' && !RETRYABLE.test(reply.code)) {
      journal.lie(`${describe(mutation)}: ${reply.code}, which no failure of the drill explains`);
      return undefined;
    }
    journal[reply.state] += 1;
    isUncertain ||= reply.state === 'lost' || reply.outcome === 'UNKNOWN';
    await sleep(Math.min(reply.retryAfterMs ?? 100, MAX_PAUSE_MS));
  }
  journal.lie(`${describe(mutation)}: no payload within ${PATIENCE_MS / 1000} s`);
  return undefined;
}

export const describe = ({ field, variables }) => `${field} ${JSON.stringify(variables)}`;
