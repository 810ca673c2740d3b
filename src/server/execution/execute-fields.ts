import {
  defaultFieldResolver,
  isNonNullType,
  locatedError,
  responsePathAsArray,
  TypeNameMetaFieldDef,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
} from 'graphql';
import { buildResolveInfo, type ExecutionContext } from 'graphql/execution/execute.js';
import { addPath } from 'graphql/jsutils/Path.js';
import { promiseReduce } from 'graphql/jsutils/promiseReduce.js';
import type { Execution, FieldPlan, Path, SelectionPlan, ValuePlan } from './plan.js';

type Result = Record<string, unknown>;
type Method = (args: unknown, context: unknown, info: GraphQLResolveInfo) => unknown;
type Resolve = GraphQLFieldResolver<unknown, unknown>;

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
export function executeFieldsSerially(execution: Execution, plan: SelectionPlan): unknown {
  const execute = (results: Result, field: FieldPlan): Result | Promise<Result> => {
    const store = (result: unknown) => {
      results[field.responseName] = result;
      return results;
    };
    const result = executeField(execution, field, undefined, undefined);
    return isPromise(result) ? result.then(store) : store(result);
  };
  return promiseReduce(plan.fields, execute, plan.createResult());
}

function executeField(execution: Execution, field: FieldPlan, source: unknown, parent: Path | undefined): unknown {
  if (field.definition === TypeNameMetaFieldDef) return field.parentType.name;
  return field.isProperty && isObjectLike(source)
    ? readProperty(execution, field, source, parent)
    : resolveField(execution, field, source, toPath(field, parent));
}

/** What graphql-js's own resolver does, without the path and the info that most properties do not need. */
function readProperty(execution: Execution, field: FieldPlan, source: Result, parent: Path | undefined): unknown {
  let value: unknown;
  try {
    value = source[field.definition.name];
    if (!isObjectLike(value)) {
      const completed = field.complete(execution, value);
      return isPromise(completed) ? nullifyLater(execution, field, completed, toPath(field, parent)) : completed;
    }
  } catch (error) {
    return nullify(execution, field, toPath(field, parent), error);
  }
  const path = toPath(field, parent);
  return typeof value === 'function'
    ? resolveField(execution, field, source, path, callMethod)
    : settleValue(execution, field, value, path);
}

const callMethod: Resolve = (source, args, context, info) =>
  (source as Record<string, Method>)[info.fieldName]?.(args, context, info);

const toPath = ({ responseName, parentType }: FieldPlan, parent: Path | undefined): Path =>
  addPath(parent, responseName, parentType.name);

function resolveField(
  execution: Execution,
  field: FieldPlan,
  source: unknown,
  path: Path,
  resolve: Resolve = field.definition.resolve ?? defaultFieldResolver,
): unknown {
  const info = buildResolveInfo(execution as ExecutionContext, field.definition, field.nodes, field.parentType, path);
  let value: unknown;
  try {
    value = resolve(source, field.readArguments(execution.variableValues), execution.contextValue, info);
  } catch (error) {
    return nullify(execution, field, path, error);
  }
  return settleValue(execution, field, value, path, info);
}

function isObjectLike(value: unknown): value is Record<string, unknown> {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/** Whether graphql-js takes a value for a promise. */
export function isPromise(value: unknown): value is Promise<unknown> {
  return isObjectLike(value) && typeof value['then'] === 'function';
}

/**
 * Completes a resolved value, or the promise of one. Waits for it as often as graphql-js does, so that of several errors
 * the same one comes first.
 *
 * @throws {GraphQLError} see `nullify`
 */
export function settleValue(
  execution: Execution,
  plan: ValuePlan,
  value: unknown,
  path: Path,
  info?: GraphQLResolveInfo,
): unknown {
  try {
    const completed = isPromise(value)
      ? completeLater(execution, plan, value, path, info)
      : plan.complete(execution, value, path, info);
    return isPromise(completed) ? nullifyLater(execution, plan, completed, path) : completed;
  } catch (error) {
    return nullify(execution, plan, path, error);
  }
}

/** Apart from the function above, which otherwise allocates a closure for each value. */
function completeLater(
  execution: Execution,
  { complete }: ValuePlan,
  promise: Promise<unknown>,
  path: Path,
  info?: GraphQLResolveInfo,
): unknown {
  return promise.then((value) => complete(execution, value, path, info));
}

function nullifyLater(
  execution: Execution,
  plan: ValuePlan,
  completed: Promise<unknown>,
  path: Path,
): Promise<unknown> {
  return completed.then(undefined, (error) => nullify(execution, plan, path, error));
}

/**
 * Makes a value null because of an error, and reports it.
 *
 * @throws {GraphQLError} where null is not allowed, so that the parent becomes null
 */
function nullify(execution: Execution, { type, nodes }: ValuePlan, path: Path, error: unknown): null {
  const located = locatedError(error, nodes, responsePathAsArray(path));
  if (isNonNullType(type)) throw located;
  execution.collectedErrors.add(located, path);
  return null;
}
