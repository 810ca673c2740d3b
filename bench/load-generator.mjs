// The load generator: a message is an order, the reply what came of it. It stops at the first wrong answer.
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';

/**
 * @typedef {object} Order
 * @property {string} origin of the gateway
 * @property {string} query
 * @property {readonly object[]} variables taken in turn; as many as callers at least, so that no two ask the same at once
 * @property {number} seconds
 * @property {number} callers each asks again as soon as it is answered
 * @property {number} [identical] requests that one caller sends at once, all the same
 * @property {number} [pages] of a list, one after the other, in one operation
 * @property {number} [perSecond] operations; as many as can be without it
 */

process.on('message', async (order) => process.send(await run(order)));
process.on('disconnect', () => process.exit());

/** @param {Order} order */
async function run(order) {
  const { origin, query, variables, seconds, callers, identical = 1, pages = 1, perSecond } = order;
  const pool = new Pool(origin, { connections: callers * identical, pipelining: 1 });
  const operate = () => {
    const asked = variables[begun % variables.length];
    begun += 1;
    if (identical === 1) return walk(pool, query, asked, pages);
    return Promise.all(Array.from({ length: identical }, () => ask(pool, query, asked)));
  };
  const started = performance.now();
  const end = started + seconds * 1000;
  const times = [];
  let begun = 0;

  async function caller() {
    while (performance.now() < end) {
      if (perSecond) await sleep(Math.max(0, started + (begun * 1000) / perSecond - performance.now()));
      const from = performance.now();
      await operate();
      times.push(performance.now() - from);
    }
  }

  await Promise.all(Array.from({ length: callers }, caller));
  const took = (performance.now() - started) / 1000;
  await pool.close();
  return { operations: times.length, seconds: took, p50Ms: times.toSorted((a, b) => a - b)[times.length >> 1] };
}

/** One page after the other. */
async function walk(pool, query, variables, pages) {
  let after;
  for (let page = 0; page < pages; page += 1) {
    const text = await ask(pool, query, after === undefined ? variables : { ...variables, after });
    after = /"endCursor":"([^"]+)"/.exec(text)?.[1];
  }
}

async function ask(pool, query, variables) {
  const { statusCode, body } = await pool.request({
    path: '/graphql',
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const text = await body.text();
  if (
    statusCode !== 200 ||
    !text.startsWith('{"data":{') ||
    text.includes('"errors":[') ||
    text.includes('"userErrors":[{')
  )
    throw new Error(`Status ${statusCode}: ${text.slice(0, 500)}`);
  return text;
}
