import { stringify } from 'yaml';
import { autoscaler, disruptionBudget } from './availability.js';
import { deployment } from './deployment.js';
import { networkPolicy, service } from './network.js';
import { configMap } from './settings.js';

/** In the order in which they are applied. */
const MANIFESTS = [configMap, service, networkPolicy, disruptionBudget, deployment, autoscaler];

/** Prints pagergraph.yaml. */
export function printManifests(): string {
  const documents = MANIFESTS.map((manifest) =>
    stringify(manifest, { aliasDuplicateObjects: false, lineWidth: 0, singleQuote: true }),
  );
  return ['# Printed by npm run manifests from the files beside it.\n', ...documents].join('---\n');
}
