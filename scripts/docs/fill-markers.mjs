// Fills the generated parts of docs/. `npm run docs` writes them; test/architecture/generated-docs.test.ts compares them.
import { codesTable, upstreamErrorsTable } from './error-tables.mjs';
import { faultTable, webhookFaultTable } from './fault-table.mjs';
import { operationSection, rootFieldsTable } from './operations.mjs';
import { permissionsTable } from './permissions-table.mjs';
import { endpointsTable, policyTable } from './resilience-tables.mjs';
import { settingsTables } from './settings-tables.mjs';

const PARTS = {
  codes: codesTable,
  'upstream-errors': upstreamErrorsTable,
  endpoints: endpointsTable,
  permissions: permissionsTable,
  policy: policyTable,
  settings: settingsTables,
  faults: faultTable,
  'webhook-faults': webhookFaultTable,
  operation: operationSection,
  queries: (source) => rootFieldsTable(source, 'queries'),
  mutations: (source) => rootFieldsTable(source, 'mutations'),
  subscriptions: (source) => rootFieldsTable(source, 'subscriptions'),
};

/** Parts that a run of minutes writes itself: `npm run bench -- --write`, `npm run conformance -- --write`. */
const WRITTEN_BY_RUNS = ['bench', 'conformance'];

/**
 * A page with every generated part renewed: what stands between `<!-- name -->` and `<!-- /name -->`.
 *
 * @param {string} page
 * @param {object} source what the parts are generated from, see print-docs.mjs
 */
export function fillMarkers(page, source) {
  return page.replace(/<!-- ([a-z-]+(?::[a-z-]+)?) -->\n[^]*?<!-- \/\1 -->/g, (whole, marker) => {
    const [name, argument] = marker.split(':');
    if (WRITTEN_BY_RUNS.includes(name)) return whole;
    return `<!-- ${marker} -->\n\n${PARTS[name](source, argument)}\n\n<!-- /${marker} -->`;
  });
}
