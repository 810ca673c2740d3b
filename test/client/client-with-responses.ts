import { createClient, type Api, type ClientOptions } from '../../src/client/client.js';

export interface Call {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: { readonly query: string; readonly variables?: Readonly<Record<string, unknown>> };
}

export interface Answering {
  readonly api: Api;
  /** What was sent so far, in order. */
  readonly calls: readonly Call[];
}

/** A client whose `fetch` gives these answers one after the other, as JSON or, when text, as it stands. */
export function answering(
  answers: readonly { readonly status?: number; readonly body: unknown }[],
  options: Partial<ClientOptions> = {},
): Answering {
  const calls: Call[] = [];
  const left = [...answers];
  const answer: typeof fetch = async (url, init) => {
    const { headers, body: sent } = init as { headers: Call['headers']; body: string };
    calls.push({ url: url as string, headers, body: JSON.parse(sent) as Call['body'] });
    const { status = 200, body } = left.shift() ?? { status: 500, body: 'no answer is left' };
    return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status });
  };
  return { api: createClient({ url: 'https://pagers.example.com/graphql', fetch: answer, ...options }), calls };
}
