import { expect } from '@jest/globals';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { liveGateways, type LiveGateway } from '../../../server/harness.js';

/** What a mutation returned, or `queuedTrigger`. */
export interface Queued {
  readonly id: string;
  readonly state: string;
  readonly mayHaveBeenSent: boolean;
  readonly reason: string | null;
  readonly title: string | null;
  readonly action: string;
  readonly incident: { readonly pagerDutyId: string; readonly status: string } | null;
}

export interface Payload {
  readonly created?: boolean | null;
  readonly accepted?: boolean;
  readonly cancelledTriggers?: number;
  readonly incident?: { readonly pagerDutyId: string } | null;
  readonly queued: Queued | null;
  readonly userErrors: readonly { readonly code: string; readonly field: readonly string[] | null }[];
}

const QUEUED = 'id state mayHaveBeenSent reason title action incident { pagerDutyId status }';
const TRIGGER = `mutation ($input: TriggerIncidentInput!) {
  triggerIncident(input: $input) { created incident { pagerDutyId } queued { ${QUEUED} } userErrors { code field } }
}`;
const SEND = `mutation ($input: SendAlertEventInput!) {
  sendAlertEvent(input: $input) { accepted queued { ${QUEUED} } userErrors { code field } }
}`;
const RESOLVE = `mutation ($input: ResolveIncidentInput!) {
  resolveIncident(input: $input) { cancelledTriggers incident { pagerDutyId } userErrors { code field } }
}`;
const FIND = `query ($id: ID!) { queuedTrigger(id: $id) { ${QUEUED} } }`;

export const SERVICE = { pagerDutyId: 'PSVC001' };

/** Short, so that an outage is found soon. */
const TIMES = { UPSTREAM_DEADLINE_MS: '1500', UPSTREAM_TRY_TIMEOUT_MS: '500' };

const { open, sandbox } = liveGateways();

export { sandbox };

export async function openWithFile(env: Record<string, string> = {}): Promise<LiveGateway> {
  const OUTBOX_FILE = join(mkdtempSync(join(tmpdir(), 'outbox-')), 'outbox');
  return openGateway({ OUTBOX_FILE, ...env });
}

export function openGateway(env: Record<string, string> = {}): Promise<LiveGateway> {
  const { from } = sandbox().pagerduty;
  const scopes = { ANONYMOUS_SCOPES: 'INCIDENTS_READ,INCIDENTS_WRITE' };
  return open({ ...scopes, ...TIMES, ...env }, { accountOverrides: { from } });
}

/** The connection of each call is reset, so nobody knows whether it was executed. */
export const goDown = () => sandbox().control.pagerduty.addFault({ kind: 'down' });

/** PagerDuty takes nothing for longer than a deadline; what is not sent was certainly not executed. */
export const limitCalls = () => sandbox().control.pagerduty.addFault({ kind: '429', retryAfterSeconds: 2 });

export const comeBack = () => sandbox().control.pagerduty.faults.clear();

export async function mutate({ run }: LiveGateway, document: string, field: string, input: object): Promise<Payload> {
  const { data, errors } = await run(document, {}, { input });
  expect(errors).toEqual([]);
  return data?.[field] as Payload;
}

export const trigger = (gateway: LiveGateway, input: object) =>
  mutate(gateway, TRIGGER, 'triggerIncident', { service: SERVICE, whenUnavailable: 'QUEUE', ...input });

export const send = (gateway: LiveGateway, event: object, whenUnavailable: string | null = 'QUEUE') =>
  mutate(gateway, SEND, 'sendAlertEvent', { integration: 'website-edge', event, whenUnavailable });

export const resolve = (gateway: LiveGateway, dedupKey: string) =>
  mutate(gateway, RESOLVE, 'resolveIncident', { incident: { dedup: { service: SERVICE, dedupKey } } });

export async function find({ run }: LiveGateway, id: string | undefined): Promise<Queued> {
  const { data, errors } = await run(FIND, {}, { id });
  expect(errors).toEqual([]);
  return data?.['queuedTrigger'] as Queued;
}

/** Waits until a queued trigger has ended. */
export async function settled(gateway: LiveGateway, { queued }: Payload): Promise<Queued> {
  const id = queued?.id.split('/').at(-1);
  while (
    !gateway.log.some(({ details, message }) => /was (not )?delivered/.test(String(message)) && hasId(details, id))
  )
    await new Promise((tick) => setTimeout(tick, 20));
  return find(gateway, queued?.id);
}

const hasId = (details: unknown, id: string | undefined) => (details as { queued?: string }).queued === id;

/** Titles of the incidents with a dedup key, newest first. */
export async function incidentsOf(dedupKey: string): Promise<{ id: string; title: string; status: string }[]> {
  const { baseUrl, apiToken } = sandbox().pagerduty;
  const headers = { authorization: `Token token=${apiToken}` };
  const query = `incident_key=${encodeURIComponent(dedupKey)}&date_range=all&limit=100`;
  const response = await fetch(`${baseUrl}/incidents?${query}`, { headers });
  return ((await response.json()) as { incidents: { id: string; title: string; status: string }[] }).incidents;
}

/** As the monitoring tool does that does not use the gateway. */
export async function resolveInPagerDuty(dedupKey: string): Promise<void> {
  const { eventsUrl, routingKeys } = sandbox().pagerduty;
  const body = JSON.stringify({
    routing_key: routingKeys['website-edge'],
    event_action: 'resolve',
    dedup_key: dedupKey,
  });
  const response = await fetch(`${eventsUrl}/v2/enqueue`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  expect(response.status).toBe(202);
}
