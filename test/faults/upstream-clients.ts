import { afterEach, beforeEach } from '@jest/globals';
import { MockAgent } from 'undici';
import { createCloudflareClient, type CloudflareClient } from '../../src/upstream/cloudflare/client.js';
import { createEventsClient, type EventsClient } from '../../src/upstream/pagerduty/events/client.js';
import { createPagerDutyClient, type PagerDutyClient } from '../../src/upstream/pagerduty/client.js';
import { createApiKeyCredential } from '../../src/upstream/pagerduty/credential.js';
import { createOAuthCredential, type OAuthCredential } from '../../src/upstream/pagerduty/oauth-token.js';
import { fakeClock, type FakeClock } from '../upstream/fake-clock.js';

/** Invented secrets in the form of real ones. */
export const SECRETS = {
  apiKey: 'u+aB3xNotARealKey9-_z',
  clientSecret: 'notARealClientSecret_0123456789',
  apiToken: 'notARealCloudflareToken_0123456789abcdefg',
  routingKey: 'e93facc04764012d7bfb002500d5d1a6',
  connectToken: 'a313ba7d3e464c0ea40808fafbc3816a',
} as const;

/** The clients of all upstreams. */
export interface UpstreamClients {
  readonly pagerduty: PagerDutyClient;
  readonly cloudflare: CloudflareClient;
  readonly events: EventsClient;
  readonly tokens: OAuthCredential;
}

export interface ClientHarness {
  /** New clients without any state of failed calls. */
  readonly open: (limits?: { readonly deadlineMs?: number; readonly tryTimeoutMs?: number }) => UpstreamClients;
  /** Every call gets this response; `ECHO` is replaced by what the call contained. */
  readonly respondWith: (status: number, body: string, headers?: Readonly<Record<string, string>>) => void;
  /** Every call fails with this error of its socket. */
  readonly failWith: (code: string) => void;
  /** No call gets a response. */
  readonly neverRespond: () => void;
}

/** A placeholder in responses for the content of the call, because real upstreams echo it. */
export const ECHO = 'ECHO';

const ORIGIN = 'https://upstream.example';

/** Clients with a mocked socket and a clock that does not wait. */
export function upstreamClients(): ClientHarness {
  let agent: MockAgent;
  let clock: FakeClock;
  beforeEach(() => {
    agent = new MockAgent();
    agent.disableNetConnect();
    clock = fakeClock(Date.now());
  });
  afterEach(() => agent.close());

  const anyCall = () => agent.get(ORIGIN).intercept({ path: () => true, method: () => true });
  return {
    open(limits = {}) {
      const line = { dispatcher: agent, deadlineMs: 5_000, tryTimeoutMs: 5_000, clock, ...limits };
      const { apiToken, clientSecret } = SECRETS;
      return {
        pagerduty: createPagerDutyClient({
          account: { baseUrl: ORIGIN },
          credential: createApiKeyCredential(SECRETS.apiKey),
          ...line,
        }),
        cloudflare: createCloudflareClient({
          account: { baseUrl: ORIGIN, accountId: 'a'.repeat(32), apiToken },
          ...line,
        }),
        events: createEventsClient({ baseUrl: ORIGIN, ...line }),
        tokens: createOAuthCredential({
          tokenUrl: `${ORIGIN}/oauth/token`,
          clientId: 'id',
          clientSecret,
          scopes: [],
          ...line,
        }),
      };
    },
    respondWith: (status, body, headers = {}) =>
      void anyCall()
        .reply(({ path, headers: sent, body: text }) => {
          const echo = `${path} ${(sent as Record<string, string>)['authorization'] ?? ''} ${typeof text === 'string' ? text : ''}`;
          const reported = Object.entries(headers).map(([name, value]) => [name, value.replaceAll(ECHO, echo)]);
          const data = body.replaceAll(ECHO, JSON.stringify(echo).slice(1, -1));
          return {
            statusCode: status,
            data,
            responseOptions: { headers: Object.fromEntries(reported) as Record<string, string> },
          };
        })
        .persist(),
    failWith: (code) =>
      void anyCall()
        .replyWithError(Object.assign(new Error(code), { code }))
        .persist(),
    neverRespond: () =>
      void anyCall()
        .reply(200, () => new Promise<string>(() => {}) as unknown as string)
        .persist(),
  };
}
