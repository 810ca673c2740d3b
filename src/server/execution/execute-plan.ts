import { OperationTypeNode, print, type ExecutionResult, type GraphQLError, type GraphQLObjectType } from 'graphql';
import { collectFields } from 'graphql/execution/collectFields.js';
import { createSelectionPlan } from './create-plan.js';
import { executeFields, executeFieldsSerially, isPromise } from './execute-fields.js';
import type { Execution, Operation, Path, SelectionPlan, VariableValues } from './plan.js';

/** Plans of one operation: one for each combination of Boolean values, which `@skip` and `@include` use. */
export const MAX_PLANS = 8;
/** In all plans of one operation. An object of another type has another selection, so they may grow. */
export const MAX_PLANNED_FIELDS = 4_000;

/**
 * Executes an operation as graphql-js does.
 *
 * @param variableValues coerced
 * @param rootValue the event of a subscription
 */
export type ExecuteOperation = (
  contextValue: unknown,
  variableValues: VariableValues,
  rootValue?: unknown,
) => ExecutionResult | Promise<ExecutionResult>;

/**
 * Makes plans of an operation when they are first needed: what graphql-js finds out again for every object (the fields of
 * its selection, their definitions, arguments and types) is found once. Everything else is the work of graphql-js's own
 * functions, or is done in the same order.
 *
 * @param rootType that of the operation's kind
 */
export function createExecuteOperation(document: Operation, rootType: GraphQLObjectType): ExecuteOperation {
  const findSelection = createSelectionCache(document, rootType);
  const { schema, fragments, operation } = document;
  const isMutation = operation.operation === OperationTypeNode.MUTATION;
  const executeRootFields = isMutation ? executeFieldsSerially : executeFields;
  return (contextValue, variableValues, rootValue) => {
    const collectedErrors = new CollectedErrors();
    const execution: Execution = {
      schema,
      fragments,
      operation,
      rootValue,
      contextValue,
      variableValues,
      collectedErrors,
    };
    const fail = (error: unknown): ExecutionResult => {
      collectedErrors.add(error as GraphQLError, undefined);
      return toResult(null, collectedErrors);
    };
    try {
      const data = executeRootFields(execution, findSelection(variableValues), rootValue);
      return isPromise(data)
        ? data.then((settled) => toResult(settled, collectedErrors), fail)
        : toResult(data, collectedErrors);
    } catch (error) {
      return fail(error);
    }
  };
}

const toResult = (data: unknown, { errors }: CollectedErrors): ExecutionResult =>
  (errors.length === 0 ? { data } : { errors, data }) as ExecutionResult;

/** @returns what finds the selection of the root type, and throws a GraphQLError for a directive whose arguments are invalid */
function createSelectionCache(
  document: Operation,
  rootType: GraphQLObjectType,
): (variableValues: VariableValues) => SelectionPlan {
  const { schema, fragments, operation } = document;
  const booleans = operation.variableDefinitions?.filter(({ type }) => print(type).startsWith('Boolean')) ?? [];
  const plan = { ...document, plannedFields: 0 };
  const selections = new Map<string, SelectionPlan>();
  return (variableValues) => {
    if (plan.plannedFields > MAX_PLANNED_FIELDS) selections.clear();
    // Only Boolean variables fit in `@skip` and `@include`.
    const key = booleans.map(({ variable }) => String(variableValues[variable.name.value])).join();
    const planned = selections.get(key);
    if (planned) return planned;
    if (selections.size === MAX_PLANS) selections.clear();
    if (selections.size === 0) plan.plannedFields = 0;
    const collected = collectFields(schema, fragments, variableValues, rootType, operation.selectionSet);
    const selection = createSelectionPlan(plan, rootType, collected);
    selections.set(key, selection);
    return selection;
  };
}

/** The errors of one execution. */
class CollectedErrors {
  readonly errors: GraphQLError[] = [];
  private nulledPaths: Set<Path | undefined> | undefined;

  /** Ignores an error at or below a path that is null already, because its field is not part of the response. */
  add(error: GraphQLError, path: Path | undefined): void {
    this.nulledPaths ??= new Set();
    for (let at = path; at !== undefined; at = at.prev) if (this.nulledPaths.has(at)) return;
    if (this.nulledPaths.has(undefined)) return;
    this.nulledPaths.add(path);
    this.errors.push(error);
  }
}
