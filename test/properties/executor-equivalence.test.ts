import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  buildSchema,
  execute,
  getOperationAST,
  getVariableValues,
  isScalarType,
  Kind,
  parse,
  printSchema,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type FragmentDefinitionNode,
  type GraphQLSchema,
} from 'graphql';
import { createFormatError } from '../../src/graph/core/errors/format-error.js';
import { createSchema } from '../../src/graph/schema.js';
import { createExecuteOperation, type ExecuteOperation } from '../../src/server/execution/execute-operation.js';
import { createEveryTypeSchema, LITERALS, RESOLVED } from './every-type-schema.js';
import { DocumentWriter, type RandomDocument } from './random-document.js';
import { seededRandom } from './random-operation.js';
import { addRandomResolvers, type RandomContext } from './random-resolvers.js';

/** `npm run equivalence` runs 100,000. */
const CASES = Number(process.env['EQUIVALENCE_CASES'] ?? 300);
/** Another seed finds other documents. */
const SEED = Number(process.env['EQUIVALENCE_SEED'] ?? 20261129);
/** Of each document, with other values and other mistakes, so that its plans are used again. */
const RUNS = 2;

/** The schema of the gateway without its resolvers; its scalars are its own. */
function createBareSchema(): GraphQLSchema {
  const real = createSchema();
  const bare = buildSchema(printSchema(real));
  for (const type of Object.values(bare.getTypeMap())) {
    const original = real.getType(type.name);
    if (isScalarType(type) && isScalarType(original)) {
      const { serialize, parseValue, parseLiteral } = original;
      Object.assign(type, { serialize, parseValue, parseLiteral });
    }
  }
  return bare;
}

const REAL_LITERALS = {
  ...LITERALS,
  DateTime: ['"2026-11-01T00:00:00Z"'],
  URI: ['"https://example.com/"'],
  EmailAddress: ['"ops@example.com"'],
  JSON: ['{ a: [1, "two", null] }', '"text"', '7'],
};
const REAL_RESOLVED = {
  ...RESOLVED,
  DateTime: ['2026-11-01T00:00:00Z', '2026-11-01T00:00:00+02:00', 'never', 7],
  URI: ['https://example.com/', 7],
  EmailAddress: ['ops@example.com', 7],
  JSON: [{ a: [1, null] }, 'text', 7, [], 12345678901234567890n],
};

interface Setup {
  readonly schema: GraphQLSchema;
  readonly literals: Readonly<Record<string, readonly string[]>>;
}

const SETUPS: Readonly<Record<string, Setup>> = {
  'a schema of every kind of type': {
    schema: addRandomResolvers(createEveryTypeSchema(), RESOLVED),
    literals: LITERALS,
  },
  'the schema of the gateway': {
    schema: addRandomResolvers(createBareSchema(), REAL_RESOLVED),
    literals: REAL_LITERALS,
  },
};

const formatError = createFormatError({ log: { error() {} }, introspection: true });

/** Everything that a client or a log could see of a result. */
function describeResult({ data, errors }: ExecutionResult) {
  const described = errors?.map((error) => {
    const { originalError } = error;
    return JSON.stringify([formatError(error.toJSON(), error, null), error.toJSON(), String(originalError)]);
  });
  return { data: JSON.stringify(data), errors: described };
}

function createExecute(schema: GraphQLSchema, document: DocumentNode): ExecuteOperation {
  const operation = getOperationAST(document);
  const rootType = operation && schema.getRootType(operation.operation);
  if (!rootType) throw new Error('The document has no operation.');
  const fragments: Record<string, FragmentDefinitionNode> = Object.create(null);
  for (const one of document.definitions) if (one.kind === Kind.FRAGMENT_DEFINITION) fragments[one.name.value] = one;
  return createExecuteOperation({ schema, operation, fragments }, rootType);
}

/** A valid document, and how many were not. */
function writeDocument({ schema, literals }: Setup, seed: number): { document: DocumentNode; written: RandomDocument } {
  for (let attempt = 0; ; attempt += 1) {
    const random = seededRandom(seed + attempt * 1_000_003);
    const kind = random.next() < 0.8 ? 'query' : 'mutation';
    const written = new DocumentWriter(schema, random, literals).write(kind, 1 + Math.floor(random.next() * 3));
    const document = parse(written.query);
    if (validate(schema, document, undefined, { maxErrors: 1 }).length === 0) return { document, written };
  }
}

// oxlint-disable-next-line typescript/unbound-method -- it is called with a promise
const { then } = Promise.prototype;
const ignore = () => {};

/** graphql-js leaves promises of a list unhandled when another entry makes the list null, which would end the process. */
const thenHandled: typeof then = function thenHandled(this: Promise<unknown>, ...parameters) {
  const promise = then.apply(this, parameters as never);
  void then.call(promise, undefined, ignore);
  return promise as never;
};

beforeAll(() => {
  // oxlint-disable-next-line no-extend-native, unicorn/no-thenable -- for the time of this test
  Promise.prototype.then = thenHandled;
});
afterAll(() => {
  // oxlint-disable-next-line no-extend-native, unicorn/no-thenable
  Promise.prototype.then = then;
});

describe.each(Object.entries(SETUPS))('%s', (_name, setup) => {
  const { schema } = setup;

  async function compareOnce(document: DocumentNode, executePlan: ExecuteOperation, seed: number, given: object) {
    const variableValues = given as Record<string, unknown>;
    const trouble = [0.02, 0.15, 0.5][seed % 3] ?? 0;
    const createContext = (): RandomContext => ({ seed, trouble, calls: [] });
    const [theirs, ours] = [createContext(), createContext()];
    const definitions = getOperationAST(document)?.variableDefinitions ?? [];
    const { coerced } = getVariableValues(schema, definitions, variableValues);
    if (!coerced) return false;
    const expected = describeResult(await execute({ schema, document, variableValues, contextValue: theirs }));
    const actual = describeResult(await executePlan(ours, coerced));
    // What still runs for fields that are null already ends too.
    await new Promise(setImmediate);
    const [here, there] = [
      { ...actual, calls: ours.calls },
      { ...expected, calls: theirs.calls },
    ];
    if (JSON.stringify(here) !== JSON.stringify(there)) expect(here).toEqual(there);
    return true;
  }

  test(
    `${CASES} documents are executed as graphql-js does (EQUIVALENCE_SEED=${SEED})`,
    async () => {
      let compared = 0;
      for (let index = 0; index < CASES; index += 1) {
        const seed = SEED + index;
        const { document, written } = writeDocument(setup, seed);
        const executePlan = createExecute(schema, document);
        for (let run = 0; run < RUNS; run += 1) {
          const variables = written.variables();
          try {
            if (await compareOnce(document, executePlan, seed * RUNS + run, variables)) compared += 1;
          } catch (error) {
            console.error(`seed ${seed}, run ${run}:\n${written.query}\n${JSON.stringify(variables)}`);
            throw error;
          }
        }
      }
      expect(compared).toBeGreaterThan(CASES);
    },
    60_000 + CASES * 200,
  );
});
