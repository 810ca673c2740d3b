import {
  defaultTypeResolver,
  getNullableType,
  GraphQLError,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLAbstractType,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { inspect } from 'graphql/jsutils/inspect.js';
import { isIterableObject } from 'graphql/jsutils/isIterableObject.js';
import { addPath } from 'graphql/jsutils/Path.js';
import type { CompleteValue, Execution, Path, SelectedField } from './execution.js';

/** A type whose values become part of the response: that of a field, or of the entries of its list. */
interface CompletedType {
  readonly type: GraphQLOutputType;
  readonly nodes: SelectedField['nodes'];
  readonly complete: CompleteValue;
}

export function isObjectLike(value: unknown): value is Record<string, unknown> {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/** As that of graphql-js, but without looking for methods of strings and numbers, which doubles the time of a leaf. */
export function isPromise(value: unknown): value is Promise<unknown> {
  return isObjectLike(value) && typeof value['then'] === 'function';
}

/** Continues at once where nothing is pending. */
export function whenResolved<R>(value: unknown, next: (value: unknown) => R): R | Promise<R> {
  return isPromise(value) ? value.then(next) : next(value);
}

/**
 * Completes a resolved value, or the promise of one. Waits for it as often as graphql-js does, so that of several errors
 * the same one comes first.
 *
 * @throws {GraphQLError} where null is not allowed
 */
export function settleValue(execution: Execution, completed: CompletedType, value: unknown, path: Path): unknown {
  try {
    const result = isPromise(value)
      ? completeLater(execution, completed, value, path)
      : completed.complete(execution, value, path);
    return isPromise(result) ? handleLater(execution, completed, result, path) : result;
  } catch (error) {
    return execution.handleFieldError(completed.type, completed.nodes, path, error);
  }
}

// Apart from the function above, where V8 would allocate their closures' context for each value.
const completeLater = (execution: Execution, { complete }: CompletedType, promise: Promise<unknown>, path: Path) =>
  promise.then((value) => complete(execution, value, path));

const handleLater = (execution: Execution, { type, nodes }: CompletedType, promise: Promise<unknown>, path: Path) =>
  promise.then(undefined, (error) => execution.handleFieldError(type, nodes, path, error));

/** Makes the completion of a type. graphql-js inspects the type again for each value. */
export function createCompleteValue(type: GraphQLOutputType, field: SelectedField): CompleteValue {
  const isRequired = isNonNullType(type);
  const complete = createCompletePresent(getNullableType(type), field);
  return (execution, value, path) => {
    if (value instanceof Error) throw value;
    const completed = value === null || value === undefined ? null : complete(execution, value, path);
    if (completed !== null || !isRequired) return completed;
    throw new Error(`Cannot return null for non-nullable field ${field.name}.`);
  };
}

function createCompletePresent(type: GraphQLOutputType, field: SelectedField): CompleteValue {
  if (isLeafType(type)) return (_execution, value) => completeLeaf(type, value);
  if (isListType(type)) return createCompleteList(type.ofType, field);
  if (isAbstractType(type)) return createCompleteAbstract(type, field);
  return createCompleteObject(type as GraphQLObjectType, field);
}

function completeLeaf(type: GraphQLLeafType, value: unknown): unknown {
  const serialized: unknown = type.serialize(value);
  if (serialized !== null && serialized !== undefined) return serialized;
  const call = `${inspect(type)}.serialize(${inspect(value)})`;
  throw new Error(`Expected \`${call}\` to return non-nullable value, returned: ${inspect(serialized)}`);
}

function createCompleteList(type: GraphQLOutputType, field: SelectedField): CompleteValue {
  const entryType = { type, nodes: field.nodes, complete: createCompleteValue(type, field) };
  return (execution, list, listPath) => {
    if (!isIterableObject(list))
      throw new GraphQLError(`Expected Iterable, but did not find one for field "${field.name}".`);
    const entries: unknown[] = [];
    let hasPromise = false;
    try {
      for (const item of list) {
        const entry = settleValue(execution, entryType, item, addPath(listPath, entries.length, undefined));
        hasPromise ||= isPromise(entry);
        entries.push(entry);
      }
    } catch (error) {
      // The list becomes null, and nothing else handles the errors of its other entries.
      if (hasPromise) void Promise.allSettled(entries);
      throw error;
    }
    return hasPromise ? Promise.all(entries) : entries;
  };
}

function createCompleteAbstract(type: GraphQLAbstractType, field: SelectedField): CompleteValue {
  const resolveType = type.resolveType ?? defaultTypeResolver;
  return (execution, value, path) => {
    const { schema, contextValue } = execution.context;
    const returned = resolveType(value, contextValue, execution.createInfo(field, path), type);
    return whenResolved(returned, (name) => {
      const complete = createCompleteObject(findRuntimeType(schema, type, name, field, value), field);
      return complete(execution, value, path);
    });
  };
}

function createCompleteObject(type: GraphQLObjectType, field: SelectedField): CompleteValue {
  const { isTypeOf } = type;
  if (!isTypeOf)
    return (execution, value, path) => field.findSelection(type, execution).execute(execution, value, path);
  return (execution, value, path) => {
    const selection = field.findSelection(type, execution);
    const returned = isTypeOf(value, execution.context.contextValue, execution.createInfo(field, path));
    return whenResolved(returned, (isOfType) => {
      if (isOfType) return selection.execute(execution, value, path);
      const message = `Expected value of type "${type.name}" but got: ${inspect(value)}.`;
      throw new GraphQLError(message, { nodes: field.nodes });
    });
  };
}

/**
 * Finds the object type of a value by the name that `resolveType` returned for it.
 *
 * @throws {GraphQLError} in the words of graphql-js
 */
function findRuntimeType(
  schema: GraphQLSchema,
  type: GraphQLAbstractType,
  name: unknown,
  { name: fieldName, nodes }: SelectedField,
  value: unknown,
): GraphQLObjectType {
  const must = `Abstract type "${type.name}" must resolve to an Object type at runtime for field "${fieldName}"`;
  if (name === null || name === undefined) {
    const message = `${must}. Either the "${type.name}" type should provide a "resolveType" function or each possible type should provide an "isTypeOf" function.`;
    throw new GraphQLError(message, { nodes });
  }
  if (isObjectType(name))
    throw new GraphQLError(
      'Support for returning GraphQLObjectType from resolveType was removed in graphql-js@16.0.0 please return type name instead.',
    );
  if (typeof name !== 'string')
    throw new GraphQLError(`${must} with value ${inspect(value)}, received "${inspect(name)}".`);
  const runtimeType = schema.getType(name);
  const resolved = `Abstract type "${type.name}" was resolved to a`;
  if (!runtimeType)
    throw new GraphQLError(`${resolved} type "${name}" that does not exist inside the schema.`, { nodes });
  if (!isObjectType(runtimeType)) throw new GraphQLError(`${resolved} non-object type "${name}".`, { nodes });
  if (schema.isSubType(type, runtimeType)) return runtimeType;
  throw new GraphQLError(`Runtime Object type "${name}" is not a possible type for "${type.name}".`, { nodes });
}
