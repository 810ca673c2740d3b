export const NAME = 'pagergraph';

/** What the selectors of all manifests match. */
export const LABELS = { 'app.kubernetes.io/name': NAME };

export const METADATA = { name: NAME, labels: LABELS };

/** Names of the ports, to which services, probes and policies refer. */
export const HTTP_PORT = 'http';
export const METRICS_PORT = 'metrics';
