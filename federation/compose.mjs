import { readFileSync } from 'node:fs';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { CATALOG } from './catalog-subgraph.mjs';

const PAGERGRAPH = readFileSync(new URL('../schema/subgraph.graphql', import.meta.url), 'utf8');

/**
 * Composes the committed subgraph schema with the catalog by Apollo's library; the addresses become part of the supergraph.
 *
 * @param withScopes false for a router that refuses a supergraph with `@authenticated` and `@requiresScopes`
 */
export function compose({ pagergraph, catalog }, withScopes = true) {
  const {
    supergraphSdl,
    errors = [],
    hints = [],
  } = composeServices([
    { name: 'pagergraph', url: pagergraph, typeDefs: parse(withScopes ? PAGERGRAPH : removeScopes(PAGERGRAPH)) },
    { name: 'catalog', url: catalog, typeDefs: CATALOG },
  ]);
  return { supergraphSdl, errors: errors.map(String), hints: hints.map(String) };
}

/** The same as the command in docs/federation.md. */
function removeScopes(sdl) {
  return sdl
    .replaceAll(/ @(authenticated|requiresScopes\([^)]*\))/g, '')
    .replaceAll(/"@(authenticated|requiresScopes)", /g, '');
}
