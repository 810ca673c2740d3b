import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { readConfig } from '../../src/config/read-config.js';
import { createGateway, type Gateway } from '../../src/gateway.js';

let gateway: Gateway;
let url: string;

beforeAll(async () => {
  gateway = await createGateway({ config: readConfig({ PORT: '0', LOG_LEVEL: 'silent' }) });
  ({ url } = await gateway.start());
});

afterAll(() => gateway.stop());

/** A GET without a header that no foreign page can send is refused, against cross-site request forgery. */
const fetchFn = (to: string, { headers, ...init }: RequestInit = {}) =>
  fetch(to, { ...init, headers: { ...(headers as Record<string, string>), 'apollo-require-preflight': 'true' } });

for (const { id, name, fn } of serverAudits({ url: () => `${url}/graphql`, fetchFn })) {
  test(`${name} (${id})`, async () => {
    const result = await fn();
    expect(result.status === 'ok' ? 'ok' : result.reason).toBe('ok');
  });
}
