import {
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  OperationTypeNode,
  visit,
  type DirectiveNode,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLObjectType,
} from 'graphql';
import { collectFields } from 'graphql/execution/collectFields.js';
import { createSelectionPlan } from './create-plan.js';
import { executeFields, executeFieldsSerially, isPromise } from './execute-fields.js';
import type { Execution, Operation, Path, SelectionPlan, VariableValues } from './plan.js';

/** Plans of one operation: one for each combination of the values that `@skip` and `@include` use. */
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
  const { schema, fragments, operation } = document;
  const findSelection = createSelectionCache(document, rootType);
  const executeRootFields = operation.operation === OperationTypeNode.MUTATION ? executeFieldsSerially : executeFields;
  return (contextValue, variableValues, rootValue) => {
    const errors = new FieldErrors();
    const respond = (data: unknown): ExecutionResult => errors.toResult(data);
    const fail = (error: unknown): ExecutionResult => {
      errors.add(error as GraphQLError, undefined);
      return errors.toResult(null);
    };
    try {
      const execution: Execution = {
        schema,
        fragments,
        operation,
        rootValue,
        contextValue,
        variableValues,
        collectedErrors: errors,
      };
      const data = executeRootFields(execution, findSelection(variableValues), rootValue);
      return isPromise(data) ? data.then(respond, fail) : respond(data);
    } catch (error) {
      return fail(error);
    }
  };
}

/** @returns what finds the selection of the root type, and throws a GraphQLError for a directive whose arguments are invalid */
function createSelectionCache(
  operation: Operation,
  rootType: GraphQLObjectType,
): (variableValues: VariableValues) => SelectionPlan {
  const { schema, fragments, operation: definition } = operation;
  const conditions = findConditionVariables(operation);
  const plans = new Map<string, SelectionPlan>();
  let plannedFields = 0;
  return (variableValues) => {
    const key = conditions.map((name) => String(variableValues[name])).join();
    const planned = plans.get(key);
    if (planned && plannedFields <= MAX_PLANNED_FIELDS) return planned;
    if (plans.size === MAX_PLANS || plannedFields > MAX_PLANNED_FIELDS) {
      plans.clear();
      plannedFields = 0;
    }
    const collected = collectFields(schema, fragments, variableValues, rootType, definition.selectionSet);
    const selection = createSelectionPlan(operation, rootType, collected, (fields) => (plannedFields += fields));
    plans.set(key, selection);
    return selection;
  };
}

/** Names of the variables that `@skip` and `@include` use. */
function findConditionVariables({ operation, fragments }: Operation): string[] {
  const names = new Set<string>();
  const onDirective = ({ name, arguments: args = [] }: DirectiveNode) => {
    if (name.value !== GraphQLSkipDirective.name && name.value !== GraphQLIncludeDirective.name) return;
    for (const { value } of args) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
  };
  for (const node of [operation, ...Object.values(fragments)]) visit(node, { Directive: onDirective });
  return [...names];
}

/** The errors of one execution. */
class FieldErrors {
  private readonly errors: GraphQLError[] = [];
  private nulledPaths: Set<Path | undefined> | undefined;

  /** Ignores an error at or below a path that is null already, because its field is not part of the response. */
  add(error: GraphQLError, path: Path | undefined): void {
    this.nulledPaths ??= new Set();
    for (let at = path; at !== undefined; at = at.prev) if (this.nulledPaths.has(at)) return;
    if (this.nulledPaths.has(undefined)) return;
    this.nulledPaths.add(path);
    this.errors.push(error);
  }

  toResult(data: unknown): ExecutionResult {
    const { errors } = this;
    return (errors.length === 0 ? { data } : { errors, data }) as ExecutionResult;
  }
}
