import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildSchema } from 'graphql';
import { compose } from './compose.mjs';

const ADDRESSES = { pagergraph: 'http://127.0.0.1:1/graphql', catalog: 'http://127.0.0.1:2' };

for (const withScopes of [true, false]) {
  // oxlint-disable-next-line no-await-in-loop -- the test runner runs one after the other
  await test(`the subgraphs compose without errors and hints, ${withScopes ? 'with' : 'without'} the scopes`, () => {
    const { supergraphSdl, errors, hints } = compose(ADDRESSES, withScopes);
    assert.deepEqual({ errors, hints }, { errors: [], hints: [] });
    assert.equal(supergraphSdl.includes('@requiresScopes('), withScopes);
  });
}

await test('the supergraph has the scope and the tag of a mutation, and the fields of both subgraphs in one type', () => {
  const supergraph = buildSchema(compose(ADDRESSES).supergraphSdl, { assumeValidSDL: true });
  const { astNode } = supergraph.getMutationType().getFields().triggerIncident;
  const directives = astNode.directives.map(({ name, arguments: [argument] }) => [name.value, argument?.value]);
  const [, scopes] = directives.find(([name]) => name === 'requiresScopes');
  assert.equal(scopes.values[0].values[0].value, 'incidents:write');
  assert.equal(directives.find(([name]) => name === 'tag')[1].value, 'incidents-write');
  const incident = Object.keys(supergraph.getType('Incident').getFields());
  assert.deepEqual(
    ['runbook', 'title'].filter((name) => !incident.includes(name)),
    [],
  );
});
