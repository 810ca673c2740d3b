import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import { container, SECRETS_VOLUME } from './container.js';
import { LABELS, METADATA } from './names.js';
import { SECRET_NAME } from './settings.js';

/** The user of the image. */
const USER_ID = 10001;

/** The number of replicas is absent, because the autoscaler sets it. */
export const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: METADATA,
  spec: {
    selector: { matchLabels: LABELS },
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
    // An upgrade that fails at once stops at the first replica.
    minReadySeconds: 10,
    template: {
      metadata: { labels: LABELS },
      spec: {
        containers: [container],
        volumes: [{ name: SECRETS_VOLUME, secret: { secretName: SECRET_NAME, defaultMode: 0o440 } }],
        terminationGracePeriodSeconds: 30,
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        securityContext: {
          runAsNonRoot: true,
          runAsUser: USER_ID,
          runAsGroup: USER_ID,
          // The group of the secrets' files.
          fsGroup: USER_ID,
          seccompProfile: { type: 'RuntimeDefault' },
        },
        topologySpreadConstraints: [
          {
            topologyKey: 'kubernetes.io/hostname',
            maxSkew: 1,
            whenUnsatisfiable: 'ScheduleAnyway',
            labelSelector: { matchLabels: LABELS },
          },
        ],
      },
    },
  },
} satisfies IDeployment;
