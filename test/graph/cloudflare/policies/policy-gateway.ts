import { ALL_SCOPES, errorCodes, liveGateways, type LiveGateway } from '../../../server/harness.js';
import type { WireSilence } from '../../../../src/upstream/cloudflare/wire.js';
import { sendRequest, textField, type Json } from '../../../sandbox/harness.js';

export interface EditAnswer {
  readonly changed?: boolean;
  readonly created?: boolean;
  readonly ended?: boolean;
  readonly silence?: Json | null;
  readonly policy?: Json | null;
  readonly differences?: readonly { readonly path: string; readonly before: unknown; readonly after: unknown }[] | null;
  readonly userErrors: readonly {
    readonly code: string;
    readonly field?: readonly string[];
    readonly message: string;
  }[];
}

/** Live gateways over the sandbox, and the policies in the sandbox beside them. */
export function policyGateways() {
  const { open, sandbox } = liveGateways();

  const cloudflare = async (path: string, ask: { method?: string; body?: unknown } = {}): Promise<Json> => {
    const { baseUrl, accountId, apiToken } = sandbox().cloudflare;
    const url = `${baseUrl}/accounts/${accountId}/alerting/v3${path}`;
    const { status, json, textField: said } = await sendRequest(url, ask, { authorization: `Bearer ${apiToken}` });
    if (status !== 200) throw new Error(said);
    return json['result'] as Json;
  };
  const list = async (path: string) => (await cloudflare(path)) as unknown as readonly { id: string; name: string }[];

  return {
    open: (env: Record<string, string> = {}) => open({ ANONYMOUS_SCOPES: ALL_SCOPES, ...env }),
    control: () => sandbox().control.cloudflare,
    listDestinations: () => list('/destinations/pagerduty'),
    listPolicies: () => list('/policies'),
    listWebhooks: () => list('/destinations/webhooks'),
    readPolicy: (id: string) => cloudflare(`/policies/${id}`),
    listSilences: async () => (await cloudflare('/silences')) as unknown as readonly WireSilence[],
    createSilence: (silence: object) => cloudflare('/silences', { body: [silence] }),
    /** Creates a policy; returns its id. */
    createPolicy: async (body: object) => textField(await cloudflare('/policies', { body }), 'id'),
  };
}

const FIELDS = 'changed differences { path before after } policy { cloudflareId } userErrors { code field message }';

/** Runs a mutation with the given input and expects no top-level error. */
export async function runEdit(
  gateway: LiveGateway,
  mutation: string,
  input: Readonly<Record<string, unknown>>,
  fields = FIELDS,
): Promise<EditAnswer> {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input!`;
  const document = `mutation ($input: ${type}) { answer: ${mutation}(input: $input) { ${fields} } }`;
  const response = await gateway.run(document, {}, { input });
  if (errorCodes(response).length > 0) throw new Error(JSON.stringify(response.errors));
  return response.data?.['answer'] as EditAnswer;
}

/** The writes that reached Cloudflare. */
export function writesOf(gateway: LiveGateway): readonly string[] {
  return gateway.calls().flatMap(({ method }) => (method === 'GET' ? [] : [method]));
}
