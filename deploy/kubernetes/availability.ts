import type { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import { deployment } from './deployment.js';
import { LABELS, METADATA } from './names.js';

/** A node that is drained takes one replica at a time. */
export const disruptionBudget = {
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: METADATA,
  spec: { maxUnavailable: 1, selector: { matchLabels: LABELS } },
} satisfies IPodDisruptionBudget;

/** More replicas give more processor time. PagerDuty's rate limit is that of the account, however many there are. */
export const autoscaler = {
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: METADATA,
  spec: {
    scaleTargetRef: { apiVersion: deployment.apiVersion, kind: deployment.kind, name: deployment.metadata.name },
    minReplicas: 2,
    maxReplicas: 6,
    metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } }],
  },
} satisfies IHorizontalPodAutoscaler;
