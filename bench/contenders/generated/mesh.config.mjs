// What `mesh-compose` makes supergraph.graphql of: the two OpenAPI documents and the headers of their operations.
import { fileURLToPath } from 'node:url';
import { defineConfig } from '@graphql-mesh/compose-cli';
import { loadOpenAPISubgraph } from '@omnigraph/openapi';

const documentOf = (name) => fileURLToPath(new URL(`${name}.openapi.json`, import.meta.url));

export const composeConfig = defineConfig({
  subgraphs: [
    {
      sourceHandler: loadOpenAPISubgraph('PagerDuty', {
        source: documentOf('pagerduty'),
        endpoint: '{env.PAGERDUTY_BASE_URL}',
        operationHeaders: {
          authorization: 'Token token={env.PAGERDUTY_API_TOKEN}',
          from: '{env.PAGERDUTY_FROM}',
        },
      }),
    },
    {
      sourceHandler: loadOpenAPISubgraph('Cloudflare', {
        source: documentOf('cloudflare'),
        endpoint: '{env.CLOUDFLARE_BASE_URL}',
        operationHeaders: { authorization: 'Bearer {env.CLOUDFLARE_API_TOKEN}' },
      }),
    },
  ],
});
