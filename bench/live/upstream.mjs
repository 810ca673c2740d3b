// A worker with the sandbox's PagerDuty behind a proxy that adds a latency and counts calls. Webhooks are sent at once.
import { createServer, request, Agent } from 'node:http';
import { startSandbox } from '../../dist/sandbox/sandbox.js';

const SERVICE = { id: 'PSVC001', type: 'service_reference' };

const sandbox = await startSandbox({ activity: false, limits: { pagerduty: 100_000 } });
const { baseUrl, apiToken, from } = sandbox.pagerduty;
const agent = new Agent({ keepAlive: true });
let latencyMs = 0;
let calls = 0;

const proxy = createServer((incoming, outgoing) => {
  calls += 1;
  setTimeout(() => forward(incoming, outgoing), latencyMs);
});
proxy.listen(0, '127.0.0.1', () => {
  process.send({ url: `http://127.0.0.1:${proxy.address().port}`, apiToken });
});

function forward(incoming, outgoing) {
  const { method, url, headers } = incoming;
  const sent = request(`${baseUrl}${url}`, { agent, method, headers }, (response) => {
    outgoing.writeHead(response.statusCode, response.headers);
    response.pipe(outgoing);
  });
  incoming.pipe(sent);
}

/** Triggers an incident at PagerDuty and returns when: the webhook is sent after the response. */
async function trigger(title) {
  const triggeredAt = performance.timeOrigin + performance.now();
  const response = await fetch(`${baseUrl}/incidents`, {
    method: 'POST',
    headers: { authorization: `Token token=${apiToken}`, from, 'content-type': 'application/json' },
    body: JSON.stringify({ incident: { type: 'incident', title, service: SERVICE } }),
  });
  if (response.status !== 201) throw new Error(`The sandbox returned ${response.status}.`);
  return { triggeredAt };
}

const COMMANDS = {
  trigger: ({ title }) => trigger(title),
  subscribe: ({ target }) => sandbox.subscribe(target),
  reset: (options) => {
    ({ latencyMs } = options);
    calls = 0;
  },
  count: () => ({ calls }),
};

process.on('message', async ({ command, ...options }) => {
  process.send((await COMMANDS[command](options)) ?? {});
});
