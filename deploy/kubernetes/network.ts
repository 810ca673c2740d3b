import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import type { IService } from 'kubernetes-models/v1/Service';
import { HTTP_PORT, LABELS, METADATA, METRICS_PORT } from './names.js';

export const service = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: METADATA,
  spec: { selector: LABELS, ports: [{ name: HTTP_PORT, port: 80, targetPort: HTTP_PORT }] },
} satisfies IService;

const inNamespace = (name: string) => ({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } });
const tcp = (port: number) => ({ protocol: 'TCP', port }) as const;

export const networkPolicy = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: METADATA,
  spec: {
    podSelector: { matchLabels: LABELS },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [
      { ports: [{ protocol: 'TCP', port: HTTP_PORT }] },
      // The metrics need no credentials.
      { from: [inNamespace('monitoring')], ports: [{ protocol: 'TCP', port: METRICS_PORT }] },
    ],
    egress: [
      { to: [inNamespace('kube-system')], ports: [{ protocol: 'UDP', port: 53 }, tcp(53)] },
      // PagerDuty, Cloudflare and the issuer of access tokens; not the metadata service of a cloud.
      { to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['169.254.0.0/16'] } }], ports: [tcp(443)] },
      { to: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'redis' } } }], ports: [tcp(6379)] },
    ],
  },
} satisfies INetworkPolicy;
