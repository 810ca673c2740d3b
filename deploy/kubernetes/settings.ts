import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { METADATA } from './names.js';

/** The operator makes it with the command of README.md, because secrets do not belong into a file of a repository. */
export const SECRET_NAME = 'pagergraph-secrets';

/** Where its keys are files. */
export const SECRETS_FOLDER = '/run/secrets/pagergraph';

export const PORTS = { http: 4000, metrics: 9464 };

export const configMap = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: METADATA,
  data: {
    UPSTREAMS: 'live',
    PORT: String(PORTS.http),
    METRICS_PORT: String(PORTS.metrics),
    METRICS_HOST: '0.0.0.0',
    // One proxy: the ingress controller.
    TRUST_PROXY: '1',
    PAGERDUTY_API_TOKEN_FILE: `${SECRETS_FOLDER}/pagerduty-api-token`,
    CLOUDFLARE_API_TOKEN_FILE: `${SECRETS_FOLDER}/cloudflare-api-token`,
    API_KEYS_FILE: `${SECRETS_FOLDER}/callers.json`,
    CURSOR_KEY_FILE: `${SECRETS_FOLDER}/cursor-key`,
    REDIS_URL_FILE: `${SECRETS_FOLDER}/redis-url`,
  },
} satisfies IConfigMap;
