import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Deployment } from 'kubernetes-models/apps/v1/Deployment';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import { ConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { Service } from 'kubernetes-models/v1/Service';
import { parseAllDocuments } from 'yaml';
import { autoscaler, disruptionBudget } from '../../deploy/kubernetes/availability.js';
import { container } from '../../deploy/kubernetes/container.js';
import { deployment } from '../../deploy/kubernetes/deployment.js';
import { printManifests } from '../../deploy/kubernetes/manifests.js';
import { networkPolicy, service } from '../../deploy/kubernetes/network.js';
import { configMap, SECRET_NAME, SECRETS_FOLDER } from '../../deploy/kubernetes/settings.js';
import { readConfig } from '../../src/config/read-config.js';
import { KNOWN_SETTINGS } from './known-settings.js';
import { MAX_STOP_SECONDS } from './stop-time.js';

const ROOT = join(__dirname, '../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const committed = read('deploy/kubernetes/pagergraph.yaml');
const MODELS = { ConfigMap, Deployment, HorizontalPodAutoscaler, NetworkPolicy, PodDisruptionBudget, Service };

interface Manifest {
  readonly apiVersion: string;
  readonly kind: keyof typeof MODELS;
  readonly metadata: { readonly name: string };
}

const documents = parseAllDocuments(committed);
const manifests = documents.map((document) => document.toJS() as Manifest);
const byKind = manifests.map((manifest) => [manifest.kind, manifest] as const);
const pod = deployment.spec.template;

describe('pagergraph.yaml', () => {
  test('is what the typed objects print; otherwise run npm run manifests', () => {
    expect(committed).toBe(printManifests());
  });

  test('has one manifest of each kind, all with valid YAML', () => {
    expect(manifests.map(({ kind }) => kind).toSorted()).toEqual(Object.keys(MODELS).toSorted());
    expect(documents.flatMap(({ errors, warnings }) => [...errors, ...warnings])).toEqual([]);
  });

  test.each(byKind)('%s conforms to the schema of its API version', (kind, manifest) => {
    const Model = MODELS[kind];
    expect(Model.apiVersion).toBe(manifest.apiVersion);
    expect(() => new Model(manifest as never).validate()).not.toThrow();
  });
});

describe('the manifests fit together', () => {
  test.each([
    ['Service', service.spec.selector],
    ['Deployment', deployment.spec.selector.matchLabels],
    ['PodDisruptionBudget', disruptionBudget.spec.selector.matchLabels],
    ['NetworkPolicy', networkPolicy.spec.podSelector.matchLabels],
    ...pod.spec.topologySpreadConstraints.map(({ labelSelector }) => ['spread', labelSelector.matchLabels] as const),
  ])('%s selects the pods', (_, selector) => {
    expect(pod.metadata.labels).toMatchObject(selector);
  });

  test('the autoscaler scales the deployment, which sets no number itself', () => {
    const { apiVersion, kind, metadata } = deployment;
    expect(autoscaler.spec.scaleTargetRef).toEqual({ apiVersion, kind, name: metadata.name });
    expect(deployment.spec).not.toHaveProperty('replicas');
  });

  test('every port that is named exists, and is the one where the gateway listens', () => {
    const { startupProbe, livenessProbe, readinessProbe } = container;
    const named = [
      ...[startupProbe, livenessProbe, readinessProbe].map(({ httpGet }) => httpGet.port),
      ...service.spec.ports.map(({ targetPort }) => targetPort),
      ...networkPolicy.spec.ingress.flatMap(({ ports }) => ports.map(({ port }) => port)),
    ];
    const numbers = Object.fromEntries(container.ports.map(({ name, containerPort }) => [name, String(containerPort)]));
    expect(named.filter((name) => !(name in numbers))).toEqual([]);
    expect(numbers).toEqual({ http: configMap.data.PORT, metrics: configMap.data.METRICS_PORT });
  });

  test('every volume that is mounted exists', () => {
    const volumes = pod.spec.volumes.map(({ name }) => name);
    expect(container.volumeMounts.map(({ name }) => name)).toEqual(volumes);
  });

  test('a replica has the time that its stop takes', () => {
    const stopSeconds = container.lifecycle.preStop.sleep.seconds + MAX_STOP_SECONDS;
    expect(pod.spec.terminationGracePeriodSeconds).toBeGreaterThan(stopSeconds);
  });

  test('an upgrade never has fewer replicas than before', () => {
    expect(deployment.spec.strategy.rollingUpdate.maxUnavailable).toBe(0);
  });
});

describe('the pod', () => {
  /** https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted */
  test('obeys the restricted pod security standard', () => {
    expect(pod.spec.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
  });

  test('runs as the user of the image', () => {
    expect(read('deploy/Containerfile')).toContain(
      `USER ${pod.spec.securityContext.runAsUser}:${pod.spec.securityContext.runAsGroup}\n`,
    );
  });
});

describe('the settings', () => {
  /** The keys of the secret that the command in README.md makes, as files, with a value that each accepts. */
  const SECRETS: Readonly<Record<string, string>> = {
    'pagerduty-api-token': 'u+PagerDutyToken1234',
    'cloudflare-api-token': 'cloudflare-token',
    'cloudflare-account-id': 'a'.repeat(32),
    'callers.json': JSON.stringify([{ name: 'web', sha256: 'a'.repeat(64), scopes: ['INCIDENTS_READ'] }]),
    'cursor-key': 'k'.repeat(64),
    'redis-url': 'redis://pagergraph:secret@redis:6379',
  };

  const readSecret = (path: string) => {
    const value = SECRETS[path.slice(SECRETS_FOLDER.length + 1)];
    if (value === undefined || !path.startsWith(SECRETS_FOLDER)) throw new Error(`There is no file ${path}.`);
    return value;
  };

  test('are valid in live mode', () => {
    const fromSecret = container.env.map(({ name, valueFrom }) => [name, SECRETS[valueFrom.secretKeyRef.key]]);
    const image = { NODE_ENV: 'production', HOST: '0.0.0.0' };
    const config = readConfig({ ...image, ...configMap.data, ...Object.fromEntries(fromSecret) }, readSecret);
    expect(config.mode).toBe('live');
    expect(config.callerAuth.anonymousScopes).toEqual([]);
  });

  test('exist', () => {
    const names = [...Object.keys(configMap.data), ...container.env.map(({ name }) => name)];
    expect(names.filter((name) => !KNOWN_SETTINGS.includes(name))).toEqual([]);
  });

  test('need the secrets that README.md makes, and no other', () => {
    const [, name, options = ''] = /create secret generic (\S+)([^]*?)```/.exec(read('deploy/README.md')) ?? [];
    expect(name).toBe(SECRET_NAME);
    const made = [...options.matchAll(/--from-file=(\S+)/g)].map(([, key = '']) => key);
    expect(made.toSorted()).toEqual(Object.keys(SECRETS).toSorted());
  });
});
