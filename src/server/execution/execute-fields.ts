import {
  defaultFieldResolver,
  isNonNullType,
  locatedError,
  responsePathAsArray,
  TypeNameMetaFieldDef,
  type GraphQLResolveInfo,
} from 'graphql';
import { buildResolveInfo, type ExecutionContext } from 'graphql/execution/execute.js';
import { addPath } from 'graphql/jsutils/Path.js';
import { promiseReduce } from 'graphql/jsutils/promiseReduce.js';
import type { Execution, FieldPlan, Path, SelectedField, SelectionPlan, ValuePlan } from './plan.js';

type Result = Record<string, unknown>;
type Method = (args: object, context: unknown, info: GraphQLResolveInfo) => unknown;

/** Executes the fields of one object, all at once. */
export function executeFields(execution: Execution, plan: SelectionPlan, source: unknown, path?: Path): unknown {
  const results = plan.createResult();
  let pending: string[] | undefined;
  try {
    for (const field of plan.fields) {
      const result = executeField(execution, field, source, path);
      results[field.responseName] = result;
      if (isPromise(result)) (pending ??= []).push(field.responseName);
    }
  } catch (error) {
    if (!pending) throw error;
    return settleResults(results, pending).finally(() => {
      throw error;
    });
  }
  return pending ? settleResults(results, pending) : results;
}

function settleResults(results: Result, pending: readonly string[]): Promise<Result> {
  return Promise.all(pending.map((name) => results[name])).then((values) => {
    for (const [index, name] of pending.entries()) results[name] = values[index];
    return results;
  });
}

/** Executes the root fields of a mutation, one after the other. */
export function executeFieldsSerially(execution: Execution, plan: SelectionPlan, source: unknown): unknown {
  const execute = (results: Result, field: FieldPlan): Result | Promise<Result> => {
    const store = (result: unknown) => {
      results[field.responseName] = result;
      return results;
    };
    const result = executeField(execution, field, source, undefined);
    return isPromise(result) ? result.then(store) : store(result);
  };
  return promiseReduce(plan.fields, execute, plan.createResult());
}

function executeField(execution: Execution, field: FieldPlan, source: unknown, parent: Path | undefined): unknown {
  const { definition, parentType, readArguments } = field;
  if (definition === TypeNameMetaFieldDef) return parentType.name;
  if (field.isProperty && isObjectLike(source)) return executeProperty(execution, field, source, parent);
  const path = toPath(field, parent);
  const { resolve = defaultFieldResolver } = definition;
  const info = createInfo(execution, field, path);
  let value: unknown;
  try {
    value = resolve(source, readArguments(execution.variableValues), execution.contextValue, info);
  } catch (error) {
    return handleFieldError(execution, field, path, error);
  }
  return settleValue(execution, field, value, path);
}

/** As `defaultFieldResolver` does, without the path that most leaves and the info that all values but methods do not need. */
function executeProperty(execution: Execution, field: FieldPlan, source: Result, parent: Path | undefined): unknown {
  const { name } = field.definition;
  let value: unknown;
  try {
    value = source[name];
    if (field.isLeaf && !isObjectLike(value)) {
      const completed = field.complete(execution, value);
      return isPromise(completed) ? handleLater(execution, field, completed, toPath(field, parent)) : completed;
    }
    if (typeof value === 'function') {
      const info = createInfo(execution, field, toPath(field, parent));
      value = (source as Record<string, Method>)[name]?.({}, execution.contextValue, info);
    }
  } catch (error) {
    return handleFieldError(execution, field, toPath(field, parent), error);
  }
  return settleValue(execution, field, value, toPath(field, parent));
}

const toPath = ({ responseName, parentType }: FieldPlan, parent: Path | undefined): Path =>
  addPath(parent, responseName, parentType.name);

/** @param path of the field */
export function createInfo(execution: Execution, field: SelectedField, path: Path): GraphQLResolveInfo {
  return buildResolveInfo(execution as ExecutionContext, field.definition, field.nodes, field.parentType, path);
}

function isObjectLike(value: unknown): value is Record<string, unknown> {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/** As that of graphql-js, but without looking for methods of strings and numbers. */
export function isPromise(value: unknown): value is Promise<unknown> {
  return isObjectLike(value) && typeof value['then'] === 'function';
}

/**
 * Completes a resolved value, or the promise of one. Waits for it as often as graphql-js does, so that of several errors
 * the same one comes first.
 *
 * @throws {GraphQLError} see `handleFieldError`
 */
export function settleValue(execution: Execution, plan: ValuePlan, value: unknown, path: Path): unknown {
  try {
    const completed = isPromise(value)
      ? completeLater(execution, plan, value, path)
      : plan.complete(execution, value, path);
    return isPromise(completed) ? handleLater(execution, plan, completed, path) : completed;
  } catch (error) {
    return handleFieldError(execution, plan, path, error);
  }
}

// Apart from the function above, where V8 would allocate their closures' context for each value.
const completeLater = (execution: Execution, plan: ValuePlan, promise: Promise<unknown>, path: Path) =>
  promise.then((value) => plan.complete(execution, value, path));

const handleLater = (execution: Execution, plan: ValuePlan, completed: Promise<unknown>, path: Path) =>
  completed.then(undefined, (error) => handleFieldError(execution, plan, path, error));

/**
 * Makes a value null because of an error, and reports it.
 *
 * @throws {GraphQLError} where null is not allowed, so that the parent becomes null
 */
function handleFieldError(execution: Execution, { type, nodes }: ValuePlan, path: Path, error: unknown): null {
  const located = locatedError(error, nodes, responsePathAsArray(path));
  if (isNonNullType(type)) throw located;
  execution.collectedErrors.add(located, path);
  return null;
}
