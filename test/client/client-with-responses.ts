import { createClient, type Api, type ClientOptions } from '../../src/client/client.js';

export interface SentCall {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: { readonly query: string; readonly variables?: Readonly<Record<string, unknown>> };
}

export interface ClientWithResponses {
  readonly api: Api;
  /** The requests so far, in order. */
  readonly calls: readonly SentCall[];
}

/** A client whose `fetch` returns these responses in order: strings as they are, all other values as JSON. */
export function clientWithResponses(
  responses: readonly { readonly status?: number; readonly body: unknown }[],
  options: Partial<ClientOptions> = {},
): ClientWithResponses {
  const calls: SentCall[] = [];
  const remaining = [...responses];
  const respond: typeof fetch = async (url, init) => {
    const { headers, body: sent } = init as { headers: SentCall['headers']; body: string };
    calls.push({ url: url as string, headers, body: JSON.parse(sent) as SentCall['body'] });
    const { status = 200, body } = remaining.shift() ?? { status: 500, body: 'no answer is left' };
    return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status });
  };
  return { api: createClient({ url: 'https://pagers.example.com/graphql', fetch: respond, ...options }), calls };
}
