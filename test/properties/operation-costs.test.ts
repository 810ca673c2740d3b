import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { getOperationAST, parse } from 'graphql';
import { readConfig } from '../../src/config/read-config.js';
import { createSchema } from '../../src/graph/schema.js';
import { createCalculateCost, type ParsedOperation } from '../../src/server/limits/calculate-cost.js';
import type { JsonObject } from '../../src/shared/json.js';

const OPERATIONS = join(__dirname, '../../schema/operations');
const schema = createSchema();

const FILES = readdirSync(OPERATIONS).map((name) => readFileSync(join(OPERATIONS, name), 'utf8'));

function measureCost(text: string): ParsedOperation {
  const document = parse(text);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('A file holds one operation.');
  return { schema, document, operation };
}

test('every operation of the files is allowed, and so are five hundred incidents at once', () => {
  const { complexity } = readConfig({}).limits;
  for (const text of FILES) {
    const [, variables = '{}'] = /^# variables: (.*)$/m.exec(text) ?? [];
    expect(createCalculateCost(measureCost(text))(JSON.parse(variables) as JsonObject)).toBeLessThanOrEqual(complexity);
  }
  const text = FILES.find((one) => one.includes('acknowledgeIncidents('));
  const incidents = Array.from({ length: 500 }, (_, index) => ({ number: index + 1 }));
  expect(createCalculateCost(measureCost(text ?? ''))({ input: { incidents } })).toBeLessThanOrEqual(complexity);
});

test('the payload of a mutation costs in proportion to its input items', () => {
  const operation = measureCost(`mutation ($input: AcknowledgeIncidentsInput!) {
    acknowledgeIncidents(input: $input) { results { incident { notes { content } } } }
  }`);
  const ofSome = (count: number) =>
    createCalculateCost(operation)({ input: { incidents: Array.from({ length: count }, () => ({ number: 1 })) } });
  // Per item: itself 1, its result 1, the incident 1, a call for the notes 50, ten notes with their contents 20
  expect(ofSome(20) - ofSome(10)).toBe(10 * 73);
});
