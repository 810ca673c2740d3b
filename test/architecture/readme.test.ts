import { describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filledReadme } from '../../scripts/generated-docs.mjs';
import { Environment } from '../../src/config/environment-schema.js';
import { UPSTREAM_ERROR_RULES, TRANSPORT_ERROR_RULES } from '../../src/faults/upstream-errors.js';
import { ERROR_CATALOG } from '../../src/faults/catalog.js';
import { GATEWAY_ERROR_CODES, USER_ERROR_CODES } from '../../src/faults/codes.js';
import { ENDPOINTS as CLOUDFLARE } from '../../src/upstream/cloudflare/endpoints.js';
import { ENDPOINTS as PAGERDUTY } from '../../src/upstream/pagerduty/endpoints.js';
import { SEND_EVENT } from '../../src/upstream/pagerduty/events/endpoints.js';
import type { Endpoint } from '../../src/upstream/transport/endpoint.js';
import { RESILIENCE_POLICY, TRANSIENT_STATUSES } from '../../src/upstream/transport/resilience/policy.js';

const ROOT = join(__dirname, '../..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const readme = read('README.md');

const generatorSource = {
  catalog: ERROR_CATALOG,
  answers: UPSTREAM_ERROR_RULES,
  breakdowns: TRANSPORT_ERROR_RULES,
  policy: RESILIENCE_POLICY,
  transientStatuses: TRANSIENT_STATUSES,
  endpoints: { PagerDuty: PAGERDUTY, 'PagerDuty’s Events API': { SEND_EVENT }, Cloudflare: CLOUDFLARE },
  userErrorCodes: USER_ERROR_CODES,
  gatewayErrorCodes: GATEWAY_ERROR_CODES,
  operation: (name: string) => read(`schema/operations/${name}.graphql`),
};

describe('the README', () => {
  test('tells tables and operations as the code has them; `npm run readme` mends it', () => {
    expect(readme).toBe(filledReadme(readme, generatorSource));
  });

  test('may say that every read is sent again freely', () => {
    const reads = [PAGERDUTY, CLOUDFLARE].flatMap((table): Endpoint[] => Object.values(table));
    expect(reads.filter(({ effect, retry }) => effect === 'read' && retry !== 'freely')).toEqual([]);
  });

  test('names only files that are there', () => {
    const links = [...readme.matchAll(/\]\((?!https?:|#)([^)#]+)\)/g)].map(([, path]) => path ?? '');
    expect(links.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  test('names only scripts that package.json has', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [...readme.matchAll(/npm run ([a-z:-]+)/g)].map(([, name]) => name ?? '');
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  test('explains every setting that the gateway reads, and no other', () => {
    const told = [...readme.matchAll(/^\| ((?:`[A-Z_]+`(?:, )?)+) \|/gm)]
      .flatMap(([, names]) => (names ?? '').split(', '))
      .map((name) => name.replaceAll('`', ''))
      .filter((name) => !(name in ERROR_CATALOG));
    expect(told.toSorted()).toEqual(Object.keys(Environment.shape).toSorted());
  });
});
