import { afterEach, beforeEach } from '@jest/globals';
import { MockAgent } from 'undici';
import { createPagerDutyClient, type PagerDutyClient } from '../../../src/upstream/pagerduty/client.js';
import { createApiKeyCredential } from '../../../src/upstream/pagerduty/credential.js';

export interface SentRequest {
  readonly method: string;
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface ClientHarness {
  client(from?: string): PagerDutyClient;
  /** Mocks the response to the next call. */
  respondWith(status: number, body: unknown): void;
  readonly sent: readonly SentRequest[];
}

const ORIGIN = 'https://pagerduty.example';

/** A client with a mocked socket, new for every test of the file. */
export function pagerDutyClientHarness(): ClientHarness {
  let agent: MockAgent;
  let sent: SentRequest[];
  beforeEach(() => {
    agent = new MockAgent();
    agent.disableNetConnect();
    sent = [];
  });
  afterEach(async () => {
    agent.assertNoPendingInterceptors();
    await agent.close();
  });
  return {
    client: (from) =>
      createPagerDutyClient({
        account: { baseUrl: ORIGIN, ...(from === undefined ? {} : { from }) },
        credential: createApiKeyCredential('u+key'),
        dispatcher: agent,
        deadlineMs: 5000,
        tryTimeoutMs: 5000,
      }),
    respondWith: (status, response) =>
      agent
        .get(ORIGIN)
        .intercept({ path: () => true, method: () => true })
        .reply(({ method, path, headers, body }) => {
          const { pathname, searchParams } = new URL(path, ORIGIN);
          const said = typeof body === 'string' ? (JSON.parse(body) as unknown) : undefined;
          const query = [...searchParams];
          sent.push({ method, path: pathname, query, headers: headers as Record<string, string>, body: said });
          return { statusCode: status, data: JSON.stringify(response) };
        }),
    get sent() {
      return sent;
    },
  };
}
