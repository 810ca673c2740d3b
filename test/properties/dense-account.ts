import type { Sandbox } from '../../src/sandbox/sandbox.js';

const HOUR_MS = 3_600_000;
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString();
const repeat = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** A schedule with hundreds of overrides. */
export const DENSE_SCHEDULE = 'PSCHED1';
const OVERRIDES = 300;
const CHANGE_EVENTS = 120;
const WINDOWS = 50;
const SILENCES = 150;

/** Changes the data of the sandbox directly, not through the gateway. */
export class DenseAccount {
  constructor(private readonly sandbox: Sandbox) {}

  /** Fills lists that are short in the sandbox: overrides, shifts, change events, maintenance windows and silences. */
  async fill(): Promise<void> {
    const user = { id: 'PUSR009', type: 'user_reference' };
    const overrides = repeat(OVERRIDES, (n) => ({ start: inHours(n + 1), end: inHours(n + 1.5), user }));
    await this.pagerduty('POST', `/schedules/${DENSE_SCHEDULE}/overrides`, { overrides });
    await Promise.all([
      ...repeat(CHANGE_EVENTS, (n) => this.sendChangeEvent(n)),
      ...repeat(WINDOWS, (n) => this.createWindow(n)),
    ]);
    const [policy] = await this.listPolicies();
    const end = { policy_id: policy?.id, start_time: inHours(-1) };
    await this.cloudflare(
      'POST',
      '/silences',
      repeat(SILENCES, (n) => ({ ...end, end_time: inHours(n + 1) })),
    );
  }

  async pagerduty(method: string, path: string, body?: object): Promise<unknown> {
    const { baseUrl, apiToken, from } = this.sandbox.pagerduty;
    return send(method, baseUrl + path, { authorization: `Token token=${apiToken}`, from }, body);
  }

  /** The ids of up to 100 alerts of an incident. */
  async listAlertIds(incidentId: string, offset: number): Promise<readonly string[]> {
    const response = await this.pagerduty('GET', `/incidents/${incidentId}/alerts?limit=100&offset=${offset}`);
    return (response as { alerts: readonly { id: string }[] }).alerts.map(({ id }) => id);
  }

  async listPolicies(): Promise<readonly { readonly id: string; readonly name: string }[]> {
    const response = await this.cloudflare('GET', '/policies');
    return (response as { result: readonly { id: string; name: string }[] }).result;
  }

  private async cloudflare(method: string, path: string, body?: object): Promise<unknown> {
    const { baseUrl, accountId, apiToken } = this.sandbox.cloudflare;
    const url = `${baseUrl}/accounts/${accountId}/alerting/v3${path}`;
    return send(method, url, { authorization: `Bearer ${apiToken}` }, body);
  }

  private async sendChangeEvent(index: number): Promise<void> {
    const { eventsUrl, routingKeys } = this.sandbox.pagerduty;
    const payload = { summary: `Deployment ${index}`, timestamp: inHours(-index), source: 'deploy' };
    const links = [{ href: 'https://deploy.example.com/', text: 'Deployment' }];
    const routingKey = routingKeys['booking-api'];
    await send('POST', `${eventsUrl}/v2/change/enqueue`, {}, { routing_key: routingKey, payload, links });
  }

  private async createWindow(index: number): Promise<void> {
    const services = ['PSVC001', 'PSVC002', 'PSVC003'].map((id) => ({ id, type: 'service_reference' }));
    const times = { start_time: inHours(1000 + index), end_time: inHours(1001 + index) };
    const window = { type: 'maintenance_window', description: `Window ${index}`, ...times, services };
    await this.pagerduty('POST', '/maintenance_windows', { maintenance_window: window });
  }
}

/** @throws Error for a response that is not a success */
async function send(
  method: string,
  url: string,
  headers: Readonly<Record<string, string>>,
  body?: object,
): Promise<unknown> {
  const sent = { ...headers, ...(body && { 'content-type': 'application/json' }) };
  const response = await fetch(url, { method, headers: sent, ...(body && { body: JSON.stringify(body) }) });
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${await response.text()}`);
  return response.json();
}
