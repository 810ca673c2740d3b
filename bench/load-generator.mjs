// The load generator: runs the job of each message and replies with its result. The first wrong response ends it.
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';

/**
 * @typedef {object} Job
 * @property {string} origin of the gateway
 * @property {Record<string, string>} headers
 * @property {string} query
 * @property {readonly object[]} variables used in turn; at least as many as callers, so that no two requests in flight
 * are identical
 * @property {number} seconds
 * @property {number} callers each sends the next operation after the response to the last
 * @property {number} [identical] identical requests that one caller sends at once
 * @property {number} [pages] of a list that one operation reads one after the other
 * @property {number} [perSecond] rate of operations; unlimited by default
 */

process.on('message', async (job) => process.send(await run(job)));
process.on('disconnect', () => process.exit());

/** @param {Job} job */
async function run(job) {
  const { origin, headers, query, variables, seconds, callers, identical = 1, pages = 1, perSecond } = job;
  const pool = new Pool(origin, { connections: callers * identical, pipelining: 1 });
  const send = (values) => sendOperation(pool, headers, query, values);
  const runOperation = () => {
    const values = variables[begun % variables.length];
    begun += 1;
    if (identical === 1) return readPages(send, values, pages);
    return Promise.all(Array.from({ length: identical }, () => send(values)));
  };
  const started = performance.now();
  const end = started + seconds * 1000;
  const times = [];
  let [begun, turns] = [0, 0];

  /** Waits for the next moment of the rate. */
  async function waitForTurn() {
    const at = started + (turns * 1000) / perSecond;
    turns += 1;
    await sleep(Math.max(0, at - performance.now()));
  }

  async function runCaller() {
    while (performance.now() < end) {
      if (perSecond) await waitForTurn();
      const from = performance.now();
      await runOperation();
      times.push(performance.now() - from);
    }
  }

  await Promise.all(Array.from({ length: callers }, runCaller));
  const took = (performance.now() - started) / 1000;
  await pool.close();
  const sorted = times.toSorted((a, b) => a - b);
  const percentile = (part) => sorted[Math.floor(sorted.length * part)];
  return { operations: times.length, seconds: took, p50Ms: percentile(0.5), p99Ms: percentile(0.99) };
}

async function readPages(send, variables, pages) {
  let after;
  for (let page = 0; page < pages; page += 1) {
    const text = await send(after === undefined ? variables : { ...variables, after });
    after = /"endCursor":"([^"]+)"/.exec(text)?.[1];
  }
}

async function sendOperation(pool, headers, query, variables) {
  const { statusCode, body } = await pool.request({
    path: '/graphql',
    method: 'POST',
    headers,
    body: JSON.stringify({ query, variables }),
  });
  const text = await body.text();
  const isData = statusCode === 200 && text.startsWith('{"data":{');
  if (!isData || text.includes('"errors":[') || text.includes('"userErrors":[{'))
    throw new Error(`Status ${statusCode}: ${text.slice(0, 500)}`);
  return text;
}
