import { OperationTypeNode, type ExecutionResult, type GraphQLError, type GraphQLObjectType } from 'graphql';
import { collectFields } from 'graphql/execution/collectFields.js';
import { Execution, type Operation, type VariableValues } from './execution.js';
import { SelectionPlan, type PlannedOperation } from './selection-plan.js';

/** Plans of one operation: one for each combination of Boolean values, which `@skip` and `@include` use. */
export const MAX_PLANS = 8;
/** In all plans of one operation. An object of another type has another selection, so they may grow. */
export const MAX_PLANNED_FIELDS = 4_000;

export type ExecuteOperation = ReturnType<typeof createExecuteOperation>;

/**
 * Makes plans of an operation when they are first needed: what graphql-js finds out again for every object (the fields of
 * its selection, their definitions, arguments and types) is found once. Everything else is the work of graphql-js's own
 * functions, or is done in the same order.
 *
 * @param rootType that of the operation's kind
 * @returns executes the operation as graphql-js does, with coerced variables; the root value is a subscription's event
 */
export function createExecuteOperation(document: Operation, rootType: GraphQLObjectType) {
  const { schema, fragments, operation } = document;
  const findPlan = createPlanCache(document, rootType);
  const isMutation = operation.operation === OperationTypeNode.MUTATION;
  return async (
    contextValue: unknown,
    variableValues: VariableValues,
    rootValue?: unknown,
  ): Promise<ExecutionResult> => {
    const execution = new Execution({ schema, fragments, operation, rootValue, contextValue, variableValues });
    try {
      const plan = findPlan(variableValues);
      const data = isMutation ? plan.executeSerially(execution, rootValue) : plan.execute(execution, rootValue);
      return execution.toResult(await data);
    } catch (error) {
      execution.addError(error as GraphQLError, undefined);
      return execution.toResult(null);
    }
  };
}

/** @returns what finds the plan of the root fields, and throws a GraphQLError for a directive whose arguments are invalid */
function createPlanCache(document: Operation, rootType: GraphQLObjectType) {
  const { schema, fragments, operation } = document;
  const planned: PlannedOperation = { ...document, fieldCount: 0 };
  const plans = new Map<string, SelectionPlan>();
  return (variableValues: VariableValues): SelectionPlan => {
    // Only Boolean variables fit in `@skip` and `@include`.
    const flags = Object.entries(variableValues).filter(([, value]) => typeof value === 'boolean');
    const key = flags.join();
    const found = plans.get(key);
    if (found && planned.fieldCount <= MAX_PLANNED_FIELDS) return found;
    if (plans.size === MAX_PLANS || planned.fieldCount > MAX_PLANNED_FIELDS) {
      plans.clear();
      planned.fieldCount = 0;
    }
    const collected = collectFields(schema, fragments, variableValues, rootType, operation.selectionSet);
    const plan = new SelectionPlan(planned, rootType, collected);
    plans.set(key, plan);
    return plan;
  };
}
