// What the generated parts of docs/ are filled from: the build in dist/, and the files of the operations.
import { readFileSync } from 'node:fs';
import { SETTING_GROUPS } from '../../dist/config/environment-schema.js';
import { SECRET_VARIABLES } from '../../dist/config/secret-files.js';
import { ERROR_CATALOG } from '../../dist/faults/catalog.js';
import { GATEWAY_ERROR_CODES, USER_ERROR_CODES } from '../../dist/faults/codes.js';
import { TRANSPORT_ERROR_RULES } from '../../dist/faults/transport-errors.js';
import { UPSTREAM_ERROR_RULES } from '../../dist/faults/upstream-error-rules.js';
import { getRequirement } from '../../dist/graph/core/auth/requires-scope.js';
import { createSchema } from '../../dist/graph/schema.js';
import { FAULT_KINDS } from '../../dist/sandbox/faults/fault-kinds.js';
import { WEBHOOK_FAULTS } from '../../dist/sandbox/pagerduty/webhooks/webhook-faults.js';
import { ENDPOINTS as CLOUDFLARE } from '../../dist/upstream/cloudflare/endpoints.js';
import { ENDPOINTS as PAGERDUTY } from '../../dist/upstream/pagerduty/endpoints.js';
import { SEND_CHANGE_EVENT, SEND_EVENT } from '../../dist/upstream/pagerduty/events/endpoints.js';
import { RESILIENCE_POLICY, TRANSIENT_STATUSES } from '../../dist/upstream/transport/resilience/policy.js';

/** @param {URL} root of the repository */
export function readDocumentedCode(root) {
  return {
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
    webhookFaults: WEBHOOK_FAULTS,
    endpoints: {
      PagerDuty: PAGERDUTY,
      'PagerDuty’s Events API': { SEND_EVENT, SEND_CHANGE_EVENT },
      Cloudflare: CLOUDFLARE,
    },
    policy: RESILIENCE_POLICY,
    transientStatuses: TRANSIENT_STATUSES,
    readOperation: (name) => readFileSync(new URL(`schema/operations/${name}.graphql`, root), 'utf8'),
  };
}
