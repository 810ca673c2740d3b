import { execFileSync } from 'node:child_process';

/** Development packages that the build puts into the files for browsers. */
const BROWSER_PACKAGES = ['@graphql-yoga/render-graphiql', 'preact'];

const isDevelopment = ({ properties }) => properties.some(({ name }) => name === 'cdx:npm:package:development');

/**
 * The packages of which the gateway consists, as CycloneDX. They come from the lock file, because nothing is installed with
 * the gateway: they are a part of its bundle.
 */
export function createBillOfMaterials(folder) {
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application', '--package-lock-only'];
  const bill = JSON.parse(execFileSync('npm', args, { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 26 }));
  const components = bill.components.filter(
    (component) => !isDevelopment(component) || BROWSER_PACKAGES.includes(component.name),
  );
  const gateway = bill.metadata.component;
  const references = new Set([gateway, ...components].map((component) => component['bom-ref']));
  return {
    ...bill,
    // npm names the component after the folder.
    metadata: { ...bill.metadata, component: { ...gateway, name: 'pagergraph-gateway' } },
    components,
    dependencies: bill.dependencies
      .filter(({ ref }) => references.has(ref))
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((other) => references.has(other)) })),
  };
}
