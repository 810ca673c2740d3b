import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../dist/config/read-config.js';
import { createGateway } from '../dist/gateway.js';
import { startSandbox } from '../dist/sandbox/sandbox.js';
import { startCatalog } from './catalog-subgraph.mjs';

/** A caller that may read incidents and nothing else. */
export const READER = `pg_${'r'.repeat(43)}`;

const sha256 = createHash('sha256').update(READER).digest('hex');
const API_KEYS = JSON.stringify([{ name: 'reader', sha256, scopes: ['INCIDENTS_READ'] }]);
const SETTINGS = { UPSTREAMS: 'sandbox', FEDERATION: 'on', PORT: '0', LOG_LEVEL: 'silent' };

/** Starts the gateway as a subgraph, with a sandbox, and the catalog beside it. */
export async function startSubgraphs() {
  const folder = mkdtempSync(join(tmpdir(), 'federation-'));
  const keys = join(folder, 'callers.json');
  writeFileSync(keys, API_KEYS);
  const sandbox = await startSandbox();
  const gateway = await createGateway({
    config: {
      ...readConfig({ ...SETTINGS, API_KEYS_FILE: keys }),
      pagerduty: { byKey: { main: sandbox.pagerduty }, defaultKey: 'main' },
      cloudflare: { byKey: { main: sandbox.cloudflare }, defaultKey: 'main' },
    },
  });
  const [{ url }, catalog] = await Promise.all([gateway.start(), startCatalog()]);
  return {
    pagergraph: `${url}/graphql`,
    catalog: catalog.url,
    async stop() {
      await catalog.stop();
      await gateway.stop();
      await sandbox.stop();
      rmSync(folder, { recursive: true });
    },
  };
}
