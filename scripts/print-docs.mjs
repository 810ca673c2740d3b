// Writes the printed parts of the README; `npm run readme` builds first.
import { readFileSync, writeFileSync } from 'node:fs';
import { UPSTREAM_ERROR_RULES, TRANSPORT_ERROR_RULES } from '../dist/faults/upstream-errors.js';
import { ERROR_CATALOG } from '../dist/faults/catalog.js';
import { GATEWAY_ERROR_CODES, USER_ERROR_CODES } from '../dist/faults/codes.js';
import { ENDPOINTS as CLOUDFLARE } from '../dist/upstream/cloudflare/endpoints.js';
import { ENDPOINTS as PAGERDUTY } from '../dist/upstream/pagerduty/endpoints.js';
import { SEND_EVENT } from '../dist/upstream/pagerduty/events/endpoints.js';
import { RESILIENCE_POLICY, TRANSIENT_STATUSES } from '../dist/upstream/transport/resilience/policy.js';
import { filledReadme } from './generated-docs.mjs';

const root = new URL('../', import.meta.url);
const readme = new URL('README.md', root);
const source = {
  catalog: ERROR_CATALOG,
  answers: UPSTREAM_ERROR_RULES,
  breakdowns: TRANSPORT_ERROR_RULES,
  policy: RESILIENCE_POLICY,
  transientStatuses: TRANSIENT_STATUSES,
  endpoints: { PagerDuty: PAGERDUTY, 'PagerDuty’s Events API': { SEND_EVENT }, Cloudflare: CLOUDFLARE },
  userErrorCodes: USER_ERROR_CODES,
  gatewayErrorCodes: GATEWAY_ERROR_CODES,
  operation: (name) => readFileSync(new URL(`schema/operations/${name}.graphql`, root), 'utf8'),
};
writeFileSync(readme, filledReadme(readFileSync(readme, 'utf8'), source));
