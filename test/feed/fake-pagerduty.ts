import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { wireIncident } from '../upstream/pagerduty/wire-incident.js';

type Json = Readonly<Record<string, unknown>>;

interface Interception {
  readonly pattern: RegExp;
  readonly handle: (respond: () => void, response: ServerResponse) => void;
}

const PAGE_SIZE = 100;

/** The endpoints that a feed reads, with a state that a test changes at will and no rules. */
export class FakePagerDuty {
  readonly incidents = new Map<string, Json>();
  /** Newest last; the list is newest first. */
  readonly entries: Json[] = [];
  readonly calls: string[] = [];
  isWebhookDisabled = false;
  /** Of `ratelimit-limit` 960 a minute. */
  remaining = 900;
  private readonly interceptions: Interception[] = [];
  private nextNumber = 1;

  private constructor(
    private readonly server: Server,
    private readonly now: () => number,
  ) {
    server.on('request', (request, response) => this.handle(request, response));
  }

  /** @param now milliseconds since the epoch, of the `date` header too */
  static async start(now: () => number): Promise<FakePagerDuty> {
    const server = createServer();
    const fake = new FakePagerDuty(server, now);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return fake;
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  /** Creates or changes an incident; `updated_at` is now unless it is given. */
  put(id: string, changes: Json = {}): void {
    const number = this.nextNumber++;
    const before = this.incidents.get(id) ?? wireIncident({ id, incident_number: number, created_at: this.time() });
    this.incidents.set(id, { ...before, updated_at: this.time(), ...changes });
  }

  /** Adds a log entry; `created_at` is now unless it is given. */
  log(kind: string, incidentId: string, changes: Json = {}): string {
    const id = `RLOG${this.entries.length}`;
    this.entries.push({ id, type: `${kind}_log_entry`, created_at: this.time(), agent: null, incidentId, ...changes });
    return id;
  }

  /** Lets the test respond to the next request whose path and query match. */
  intercept(pattern: RegExp, handle: Interception['handle']): void {
    this.interceptions.push({ pattern, handle });
  }

  /** Holds the response to the next request that matches. Its content is that of the request's arrival. */
  hold(pattern: RegExp): { readonly arrived: Promise<void>; release(): void } {
    let release: (() => void) | undefined;
    const arrived = new Promise<void>((resolve) => {
      this.intercept(pattern, (respond) => {
        release = respond;
        resolve();
      });
    });
    return { arrived, release: () => release?.() };
  }

  private time(): string {
    return `${new Date(this.now()).toISOString().slice(0, 19)}Z`;
  }

  private handle(request: IncomingMessage, response: ServerResponse): void {
    const url = request.url ?? '';
    this.calls.push(url);
    const [status, body] = this.answer(new URL(url, this.baseUrl));
    const respond = () => void response.writeHead(status, this.headers()).end(JSON.stringify(body));
    const index = this.interceptions.findIndex(({ pattern }) => pattern.test(url));
    const [interception] = index === -1 ? [] : this.interceptions.splice(index, 1);
    if (interception) interception.handle(respond, response);
    else respond();
  }

  private headers() {
    return {
      'content-type': 'application/json',
      date: new Date(this.now()).toUTCString(),
      'ratelimit-limit': '960',
      'ratelimit-remaining': String(this.remaining),
      'ratelimit-reset': '60',
    };
  }

  private answer({ pathname, searchParams }: URL): [status: number, body: unknown] {
    const [, collection, id] = pathname.split('/');
    if (collection === 'log_entries')
      return [200, this.page('log_entries', this.findEntries(searchParams), searchParams)];
    if (collection === 'webhook_subscriptions') return [200, { webhook_subscription: this.subscription(id) }];
    if (id === undefined) return [200, this.page('incidents', this.findOpen(), searchParams)];
    const incident = this.incidents.get(id);
    return incident ? [200, { incident }] : [404, { error: { code: 2100, message: 'Not Found' } }];
  }

  private subscription(id: string | undefined): Json {
    return { id, active: true, delivery_method: { temporarily_disabled: this.isWebhookDisabled } };
  }

  private findOpen(): readonly Json[] {
    return [...this.incidents.values()].filter(({ status }) => status !== 'resolved').toReversed();
  }

  private findEntries(query: URLSearchParams): readonly Json[] {
    const since = Date.parse(query.get('since') ?? '');
    const found = this.entries.filter((entry) => Date.parse(String(entry['created_at'])) >= since);
    return found.toReversed().map((entry) => ({ ...entry, incident: this.incidents.get(String(entry['incidentId'])) }));
  }

  private page(key: string, items: readonly unknown[], query: URLSearchParams): Json {
    const [limit, offset] = [Number(query.get('limit') ?? PAGE_SIZE), Number(query.get('offset') ?? 0)];
    const more = items.length > offset + limit;
    return { [key]: items.slice(offset, offset + limit), limit, offset, more, total: null };
  }
}
