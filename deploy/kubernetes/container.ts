import type { IContainer } from 'kubernetes-models/v1/Container';
import { HTTP_PORT, METRICS_PORT, NAME } from './names.js';
import { configMap, PORTS, SECRET_NAME, SECRETS_FOLDER } from './settings.js';

export const SECRETS_VOLUME = 'secrets';

const probe = (path: string) => ({ httpGet: { path, port: HTTP_PORT }, timeoutSeconds: 3 });

export const container = {
  name: NAME,
  // README.md shows how to name your registry and the version.
  image: NAME,
  imagePullPolicy: 'IfNotPresent',
  ports: [
    { name: HTTP_PORT, containerPort: PORTS.http },
    { name: METRICS_PORT, containerPort: PORTS.metrics },
  ],
  envFrom: [{ configMapRef: { name: configMap.metadata.name } }],
  // Not a secret, but it differs in every company, so it is with the token.
  env: [
    {
      name: 'CLOUDFLARE_ACCOUNT_ID',
      valueFrom: { secretKeyRef: { name: SECRET_NAME, key: 'cloudflare-account-id' } },
    },
  ],
  volumeMounts: [{ name: SECRETS_VOLUME, mountPath: SECRETS_FOLDER, readOnly: true }],
  startupProbe: { ...probe('/health/live'), periodSeconds: 1, failureThreshold: 60 },
  livenessProbe: { ...probe('/health/live'), periodSeconds: 10 },
  readinessProbe: { ...probe('/health/ready'), periodSeconds: 5 },
  // The gateway refuses connections from SIGTERM on. Until then it serves those that balancers still send.
  lifecycle: { preStop: { sleep: { seconds: 5 } } },
  // A processor limit would slow operations although the node is idle.
  resources: { requests: { cpu: '500m', memory: '512Mi' }, limits: { memory: '1Gi' } },
  securityContext: {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  },
} satisfies IContainer;
