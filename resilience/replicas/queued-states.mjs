// Reads the states of queued triggers while everything is killed, and compares them with the sandbox.
import { setTimeout as sleep } from 'node:timers/promises';

const QUERY = 'query ($id: ID!) { queuedTrigger(id: $id) { state } }';
const PAUSE_MS = 20;
const TIMEOUT_MS = 15_000;

export class QueuedStates {
  /** Whether PagerDuty is down. */
  isDown = true;
  reads = 0;
  /** @type {string[]} */
  lies = [];
  /** @type {Set<string>} keys whose trigger was delivered */
  #delivered = new Set();

  /** @param {string} url of the balancer */
  constructor(url, sandbox) {
    this.url = url;
    this.sandbox = sandbox;
  }

  /** @param {ReadonlyMap<string, string>} accepted ids of queued triggers by dedup key */
  async readUntil(run, accepted, random) {
    while (!run.isOver) {
      await sleep(PAUSE_MS);
      const entries = [...accepted];
      if (entries.length > 0) await this.check(...random.pick(entries));
    }
  }

  /** @returns the number of triggers that still wait */
  async waitUntilSettled(accepted, maxMs) {
    const endsAt = performance.now() + maxMs;
    const waiting = new Map(accepted);
    while (waiting.size > 0 && performance.now() < endsAt) {
      for (const [key, id] of waiting) {
        const state = await this.check(key, id);
        if (state !== undefined && state !== 'WAITING') waiting.delete(key);
        if (state === 'WAITING') await sleep(PAUSE_MS);
      }
    }
    return waiting.size;
  }

  /** @returns undefined without a response */
  async check(key, id) {
    const wasDown = this.isDown;
    const wasDelivered = this.#delivered.has(key);
    const state = await this.read(id);
    if (state === undefined) return undefined;
    this.reads += 1;
    if (state === 'DELIVERED') this.#delivered.add(key);
    if (wasDelivered && state !== 'DELIVERED') this.lies.push(`${key} is ${state} after it was delivered`);
    const isExpected = wasDown && this.isDown ? state === 'WAITING' : ['WAITING', 'DELIVERED'].includes(state);
    if (!isExpected) this.lies.push(`${key} is ${state} while PagerDuty is ${wasDown ? 'down' : 'up'}`);
    if (!wasDown && state === 'DELIVERED' && (await this.incidentsOf(key)).length === 0)
      this.lies.push(`${key} was not delivered`);
    return state;
  }

  async read(id) {
    try {
      const response = await fetch(this.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: QUERY, variables: { id } }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const { data, errors } = await response.json();
      if (!data || errors) return undefined;
      return data.queuedTrigger?.state ?? 'UNKNOWN TO THE GATEWAY';
    } catch {
      return undefined;
    }
  }

  /** Incidents with a dedup key, also those of alerts. */
  async incidentsOf(key) {
    const { baseUrl, apiToken } = this.sandbox.pagerduty;
    const response = await fetch(`${baseUrl}/incidents?date_range=all&incident_key=${key}`, {
      headers: { authorization: `Token token=${apiToken}` },
    });
    return (await response.json()).incidents;
  }
}
