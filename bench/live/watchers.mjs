// A worker that watches open incidents with many connections and reports when each one received an incident.
import { connect } from 'node:net';
import { WebSocket } from 'ws';

const QUERY =
  'subscription { openIncidents { isSnapshot removedIds upserted { id number title status urgency service { name } } } }';

/** Connections that open at the same time. */
const BATCH = 50;

/** A chunk may end within a title, so this much of the previous one is kept. */
const KEPT_CHARACTERS = 64;

let onText = () => {};

/** @returns resolves with the first message, which is a snapshot */
function openEventStream({ hostname, port }) {
  const body = JSON.stringify({ query: QUERY });
  const head = [
    'POST /graphql HTTP/1.1',
    `host: ${hostname}`,
    'accept: text/event-stream',
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  const socket = connect(Number(port), hostname, () => socket.write(`${head.join('\r\n')}\r\n\r\n${body}`));
  socket.setEncoding('latin1');
  return watch((listener) => socket.on('data', listener), socket);
}

function openWebSocket({ host }) {
  const socket = new WebSocket(`ws://${host}/graphql`, 'graphql-transport-ws', { perMessageDeflate: false });
  socket.on('open', () => socket.send('{"type":"connection_init"}'));
  const subscribe = JSON.stringify({ id: '1', type: 'subscribe', payload: { query: QUERY } });
  return watch((listener) => {
    socket.on('message', (data) => {
      const text = Buffer.from(data).toString('latin1');
      if (text.includes('"connection_ack"')) socket.send(subscribe);
      else if (text.includes('"ping"')) socket.send('{"type":"pong"}');
      else listener(text);
    });
  }, socket);
}

const OPEN = { 'event-stream': openEventStream, websocket: openWebSocket };

let nextWatcher = 0;

function watch(onData, emitter) {
  const watcher = nextWatcher;
  nextWatcher += 1;
  let kept = '';
  return new Promise((resolve, reject) => {
    emitter.on('error', reject);
    emitter.on('close', () => reject(new Error('The gateway closed a connection.')));
    onData((text) => {
      const seen = kept + text;
      kept = seen.slice(-KEPT_CHARACTERS);
      if (seen.includes('"isSnapshot"')) resolve();
      onText(watcher, seen);
    });
  });
}

async function open({ count, transport, url }) {
  const target = new URL(url);
  for (let opened = 0; opened < count; opened += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, count - opened) }, () => OPEN[transport](target));
    // oxlint-disable-next-line no-await-in-loop -- a batch follows the other
    await Promise.all(batch);
  }
}

/** Replies when every watcher has received an incident with this title, with the time of each in milliseconds. */
function waitForTitle({ title }) {
  const times = new Map();
  return new Promise((resolve) => {
    onText = (watcher, text) => {
      if (times.has(watcher) || !text.includes(title)) return;
      times.set(watcher, performance.timeOrigin + performance.now());
      if (times.size === nextWatcher) resolve({ times: [...times.values()] });
    };
  });
}

const COMMANDS = { open, waitForTitle };

process.on('message', async ({ command, ...options }) => {
  process.send((await COMMANDS[command](options)) ?? {});
});
process.on('unhandledRejection', () => {});
