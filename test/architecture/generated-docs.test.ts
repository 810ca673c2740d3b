import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { fillMarkers } from '../../scripts/docs/fill-markers.mjs';
import { Environment, SETTING_GROUPS } from '../../src/config/environment-schema.js';
import { SECRET_VARIABLES } from '../../src/config/secret-files.js';
import { ERROR_CATALOG } from '../../src/faults/catalog.js';
import { GATEWAY_ERROR_CODES, USER_ERROR_CODES } from '../../src/faults/codes.js';
import { TRANSPORT_ERROR_RULES } from '../../src/faults/transport-errors.js';
import { UPSTREAM_ERROR_RULES } from '../../src/faults/upstream-error-rules.js';
import { getRequirement } from '../../src/graph/core/auth/requires-scope.js';
import { createSchema } from '../../src/graph/schema.js';
import { FAULT_KINDS } from '../../src/sandbox/faults/fault-kinds.js';
import { ENDPOINTS as CLOUDFLARE } from '../../src/upstream/cloudflare/endpoints.js';
import { ENDPOINTS as PAGERDUTY } from '../../src/upstream/pagerduty/endpoints.js';
import { SEND_EVENT } from '../../src/upstream/pagerduty/events/endpoints.js';
import type { Endpoint } from '../../src/upstream/transport/endpoint.js';
import { RESILIENCE_POLICY, TRANSIENT_STATUSES } from '../../src/upstream/transport/resilience/policy.js';

const ROOT = join(__dirname, '../..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const pages = readdirSync(join(ROOT, 'docs')).filter((file) => file.endsWith('.md'));

const source = {
  settingGroups: SETTING_GROUPS,
  fileSettings: SECRET_VARIABLES,
  catalog: ERROR_CATALOG,
  userErrorCodes: USER_ERROR_CODES,
  gatewayErrorCodes: GATEWAY_ERROR_CODES,
  upstreamErrorRules: UPSTREAM_ERROR_RULES,
  transportErrorRules: TRANSPORT_ERROR_RULES,
  schema: createSchema(),
  getRequirement,
  faultKinds: FAULT_KINDS,
  endpoints: { PagerDuty: PAGERDUTY, 'PagerDuty’s Events API': { SEND_EVENT }, Cloudflare: CLOUDFLARE },
  policy: RESILIENCE_POLICY,
  transientStatuses: TRANSIENT_STATUSES,
  readOperation: (name: string) => read(`schema/operations/${name}.graphql`),
};

describe('the generated parts of the docs', () => {
  test.each(pages)('%s is what `npm run docs` prints', (page) => {
    const text = read(`docs/${page}`);
    expect(text).toBe(fillMarkers(text, source));
  });

  test('describe every setting', () => {
    const undescribed = Object.entries(Environment.shape).filter(([, type]) => !type.meta()?.description);
    expect(undescribed.map(([name]) => name)).toEqual([]);
  });

  test('may name every read as idempotent', () => {
    const reads = [PAGERDUTY, CLOUDFLARE]
      .flatMap((table): Endpoint[] => Object.values(table))
      .filter(({ effect }) => effect === 'read');
    expect(new Set(reads.map(({ retry }) => retry)).size).toBe(1);
  });

  test('include every operation file', () => {
    const markers = [...read('docs/operations.md').matchAll(/<!-- operation:([a-z-]+) -->/g)];
    const shown = markers.map(([, name = '']) => name);
    const files = readdirSync(join(ROOT, 'schema/operations')).map((file) => file.replace('.graphql', ''));
    expect(shown.toSorted()).toEqual(files.toSorted());
  });
});
