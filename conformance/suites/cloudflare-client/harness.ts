import Cloudflare from 'cloudflare';
import { startTestSandbox, type TestSandbox } from '../../../test/sandbox/harness.js';
import type { SandboxOptions } from '../../../src/sandbox/sandbox.js';

/** The sandbox's Cloudflare account, called with Cloudflare's own client. */
export interface VendorClientHarness {
  readonly testSandbox: TestSandbox;
  readonly alerting: Cloudflare['alerting'];
  /** The account parameter of each call. */
  readonly accountParams: { readonly account_id: string };
  /** The same account with other credentials. */
  withCredentials(credentials: { apiToken?: string; apiEmail?: string; apiKey?: string }): Cloudflare['alerting'];
  /** Does what a person does in the browser between the creation of a token and the link. */
  consent(token: string, ...services: readonly string[]): Promise<void>;
}

export async function startCloudflareHarness(options?: SandboxOptions): Promise<VendorClientHarness> {
  const testSandbox = await startTestSandbox(options);
  const { baseUrl: baseURL, apiToken, accountId, consentUrl } = testSandbox.sandbox.cloudflare;
  return {
    testSandbox,
    accountParams: { account_id: accountId },
    alerting: new Cloudflare({ baseURL, apiToken }).alerting,
    withCredentials: (credentials) => new Cloudflare({ baseURL, apiToken: null, ...credentials }).alerting,
    async consent(token, ...services) {
      const form = new URLSearchParams({ token });
      for (const name of services) form.append('service', name);
      const { status } = await fetch(new URL('/consent', consentUrl), { method: 'POST', body: form });
      if (status !== 200) throw new Error(`The consent page returned ${status}.`);
    },
  };
}

/** All items of a paginated list of the client. */
export async function collectPages<T>(pages: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const one of pages) found.push(one);
  return found;
}
