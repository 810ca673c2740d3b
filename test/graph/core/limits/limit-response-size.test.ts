import { describe, expect, test } from '@jest/globals';
import {
  execute,
  GraphQLInt,
  GraphQLList,
  GraphQLObjectType,
  GraphQLSchema,
  Kind,
  parse,
  type ExecutionResult,
} from 'graphql';
import { createExecuteOperation } from '../../../../src/server/execution/execute-operation.js';
import { ResponseSize } from '../../../../src/graph/core/limits/response-size.js';
import { limitResponseSize } from '../../../../src/graph/core/limits/limit-response-size.js';

const MIB = 1024 * 1024;
const DOCUMENT = parse('{ rows { cells { value } } }');
const SIDE = 150;
/** The values of a cell and the cell itself, at 200 bytes each. */
const BYTES_PER_CELL = 400;
const BYTES = SIDE * SIDE * BYTES_PER_CELL;

let resolvedCells = 0;
const numbers = Array.from({ length: SIDE }, (_, value) => value);
const Cell = new GraphQLObjectType({
  name: 'Cell',
  fields: { value: { type: GraphQLInt, resolve: (value: number) => ((resolvedCells += 1), value) } },
});
const Row = new GraphQLObjectType({
  name: 'Row',
  fields: { cells: { type: new GraphQLList(Cell), resolve: () => numbers } },
});
const schema = limitResponseSize(
  new GraphQLSchema({
    query: new GraphQLObjectType({
      name: 'Query',
      fields: { rows: { type: new GraphQLList(Row), resolve: () => numbers } },
    }),
  }),
);

type Run = (context: object) => ExecutionResult | Promise<ExecutionResult>;

function planDocument(): Run {
  const [operation] = DOCUMENT.definitions;
  const rootType = schema.getQueryType();
  if (operation?.kind !== Kind.OPERATION_DEFINITION || !rootType) throw new Error('The document is a query.');
  const executePlan = createExecuteOperation({ schema, operation, fragments: {} }, rootType);
  return (context) => executePlan(context, {});
}

const EXECUTORS: Readonly<Record<string, () => Run>> = {
  'graphql-js': () => (contextValue) => execute({ schema, document: DOCUMENT, contextValue }),
  'a plan': planDocument,
};

/** Runs the document and counts how often another task ran in between. */
async function measureRun(run: Run, responseSize: ResponseSize) {
  resolvedCells = 0;
  let turns = 0;
  let isOver = false;
  const otherTask = () => {
    turns += 1;
    if (!isOver) setImmediate(otherTask);
  };
  setImmediate(otherTask);
  const { data, errors } = await run({ responseSize });
  isOver = true;
  expect(errors).toBeUndefined();
  return { data, turns };
}

describe.each(Object.entries(EXECUTORS))('a response that %s executes', (_, way) => {
  test('is complete, and yields to other tasks when it is large', async () => {
    const responseSize = new ResponseSize(16 * MIB);
    const { data, turns } = await measureRun(way(), responseSize);
    const cells = numbers.map((value) => ({ value }));
    expect(data).toEqual({ rows: numbers.map(() => ({ cells })) });
    expect(turns).toBeGreaterThanOrEqual(BYTES / MIB);
    expect(responseSize.isTooLarge).toBe(false);
  });

  test('is measured before lists are resolved, so that little of a too large one is resolved', async () => {
    const responseSize = new ResponseSize(BYTES / 2);
    await measureRun(way(), responseSize);
    expect(responseSize.isTooLarge).toBe(true);
    expect(resolvedCells * BYTES_PER_CELL).toBeLessThan(MIB);
  });
});
