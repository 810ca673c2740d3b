import Cloudflare from 'cloudflare';
import { startTestSandbox, type TestSandbox } from '../../../test/sandbox/harness.js';
import type { SandboxOptions } from '../../../src/sandbox/sandbox.js';

/** The sandbox's Cloudflare account in the hands of Cloudflare's own client. */
export interface VendorClientHarness {
  readonly sandbox: TestSandbox;
  readonly alerting: Cloudflare['alerting'];
  /** Names the account in each call. */
  readonly accountParams: { readonly account_id: string };
  /** The same account in the hands of somebody with other credentials. */
  withCredentials(credentials: { apiToken?: string; apiEmail?: string; apiKey?: string }): Cloudflare['alerting'];
  /** What a person does in the browser between making a token and linking it. */
  consent(token: string, ...services: readonly string[]): Promise<void>;
}

export async function startCloudflareHarness(options?: SandboxOptions): Promise<VendorClientHarness> {
  const sandbox = await startTestSandbox(options);
  const { baseUrl: baseURL, apiToken, accountId, consentUrl } = sandbox.sandbox.cloudflare;
  return {
    sandbox,
    accountParams: { account_id: accountId },
    alerting: new Cloudflare({ baseURL, apiToken }).alerting,
    withCredentials: (credentials) => new Cloudflare({ baseURL, apiToken: null, ...credentials }).alerting,
    async consent(token, ...services) {
      const form = new URLSearchParams({ token });
      for (const name of services) form.append('service', name);
      const { status } = await fetch(new URL('/consent', consentUrl), { method: 'POST', body: form });
      if (status !== 200) throw new Error(`The consent page answered ${status}.`);
    },
  };
}

/** All that a list of the client gives, page after page. */
export async function collectPages<T>(pages: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const one of pages) found.push(one);
  return found;
}
