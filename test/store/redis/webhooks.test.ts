import { describe, expect, test } from '@jest/globals';
import { postForStream, type OpenEventStream } from '../../server/live/event-stream-client.js';
import type { LiveGateway } from '../../server/harness.js';
import { sendWebhook, sign, webhookBody } from '../../server/webhooks/webhook-harness.js';
import { startSlowProxy } from './outages.js';
import { sharedReplicas, trigger, WEBHOOK_SECRET, untilShared } from './replicas-harness.js';

const { openReplica, redis } = sharedReplicas();

/** Only a webhook is faster. */
const SLOW_POLLS = { LIVE_POLL_SECONDS: '60' };

const OPEN_INCIDENTS = 'subscription { openIncidents { isSnapshot } }';
const EVENTS = 'subscription { incidentEvents { eventId source rawType } }';

async function watch({ url }: LiveGateway): Promise<OpenEventStream> {
  const list = await postForStream(`${url}/graphql`, { query: OPEN_INCIDENTS });
  while (!JSON.stringify((await list.next())?.data ?? null).includes('"isSnapshot":true')) continue;
  list.close();
  const events = await postForStream(`${url}/graphql`, { query: EVENTS });
  expect(events.response.status).toBe(200);
  return events;
}

/** The next event whose id begins so. */
async function nextEvent(stream: OpenEventStream, id: string): Promise<string> {
  for (;;) {
    const event = await stream.next();
    if (!event) throw new Error('The stream ended.');
    const text = JSON.stringify(event.data);
    if (text?.includes(id)) return text;
  }
}

const send = ({ url }: LiveGateway, id: string, incidentId: string) => {
  const data = { id: incidentId, type: 'incident' };
  const body = webhookBody({ id, event_type: 'incident.annotated', occurred_at: new Date().toISOString(), data });
  return sendWebhook(url, { body, headers: { 'x-pagerduty-signature': sign(WEBHOOK_SECRET, body) } });
};

describe('a webhook that one replica receives', () => {
  test('reaches the watchers of every replica', async () => {
    const [one, other] = [await openReplica(SLOW_POLLS), await openReplica(SLOW_POLLS)];
    const { incident } = await trigger(one, { title: 'Watched' });
    const streams = [await watch(one), await watch(other)];
    expect((await send(one, 'EVENT-A', incident?.pagerDutyId ?? '')).status).toBe(202);
    for (const stream of streams) {
      expect(await nextEvent(stream, 'EVENT-A')).toContain('"source":"WEBHOOK","rawType":"incident.annotated"');
      stream.close();
    }
  });

  test('is dropped when PagerDuty sends it again to another replica', async () => {
    const [one, other] = [await openReplica(), await openReplica()];
    await send(one, 'EVENT-B', 'PINC001');
    await send(other, 'EVENT-B', 'PINC001');
    expect(other.log.find(({ message }) => message === 'Webhook received')?.details).toMatchObject({
      outcome: 'duplicate',
    });
  });

  test('reaches its own watchers while Redis is unavailable, and the others again afterwards', async () => {
    const [one, other] = [await openReplica(SLOW_POLLS), await openReplica(SLOW_POLLS)];
    const { incident } = await trigger(one, { title: 'Watched without Redis' });
    const streams = [await watch(one), await watch(other)];
    await redis().kill();
    await send(one, 'EVENT-C', incident?.pagerDutyId ?? '');
    await nextEvent(streams[0] ?? (await watch(one)), 'EVENT-C');
    await redis().restart();
    for (const replica of [one, other]) await untilShared(replica);
    await send(one, 'EVENT-D', incident?.pagerDutyId ?? '');
    for (const stream of streams) {
      await nextEvent(stream, 'EVENT-D');
      stream.close();
    }
  });

  test('reaches a replica whose connections were cut without a trace', async () => {
    const proxy = await startSlowProxy(redis());
    const [one, other] = [await openReplica(SLOW_POLLS), await openReplica({ ...SLOW_POLLS, REDIS_URL: proxy.url })];
    const { incident } = await trigger(one, { title: 'Watched through a proxy' });
    const stream = await watch(other);
    proxy.abandonConnections();
    await send(one, 'EVENT-E', incident?.pagerDutyId ?? '');
    await nextEvent(stream, 'EVENT-E');
    stream.close();
    proxy.close();
  });
});
