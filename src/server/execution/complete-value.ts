import {
  defaultTypeResolver,
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
} from 'graphql';
import { inspect } from 'graphql/jsutils/inspect.js';
import { isIterableObject } from 'graphql/jsutils/isIterableObject.js';
import { addPath } from 'graphql/jsutils/Path.js';
import { createInfo, executeFields, isPromise, settleValue } from './execute-fields.js';
import type { CompleteValue, Execution, Path, SelectedField } from './plan.js';

const nameOf = ({ parentType, definition }: SelectedField) => `${parentType.name}.${definition.name}`;

/** Makes the completion of a type. graphql-js inspects the type again for each value. */
export function createCompleteValue(type: GraphQLOutputType, field: SelectedField): CompleteValue {
  if (!isNonNullType(type)) return createCompleteNullable(type, field);
  const complete = createCompleteNullable(type.ofType, field);
  return (execution, value, path) => {
    const completed = complete(execution, value, path);
    if (completed === null) throw new Error(`Cannot return null for non-nullable field ${nameOf(field)}.`);
    return completed;
  };
}

function createCompleteNullable(type: GraphQLOutputType, field: SelectedField): CompleteValue {
  const complete = isLeafType(type)
    ? createCompleteLeaf(type)
    : isListType(type)
      ? createCompleteList(type.ofType, field)
      : isAbstractType(type)
        ? createCompleteAbstract(type, field)
        : createCompleteObject(type as GraphQLObjectType, field);
  return (execution, value, path) => {
    if (value instanceof Error) throw value;
    return value === null || value === undefined ? null : complete(execution, value, path);
  };
}

function createCompleteLeaf(type: GraphQLLeafType): CompleteValue {
  return (_execution, value) => {
    const serialized: unknown = type.serialize(value);
    if (serialized !== null && serialized !== undefined) return serialized;
    const call = `${inspect(type)}.serialize(${inspect(value)})`;
    throw new Error(`Expected \`${call}\` to return non-nullable value, returned: ${inspect(serialized)}`);
  };
}

function createCompleteList(type: GraphQLOutputType, field: SelectedField): CompleteValue {
  const entryPlan = { type, nodes: field.nodes, complete: createCompleteValue(type, field) };
  return (execution, list, listPath) => {
    if (!isIterableObject(list))
      throw new GraphQLError(`Expected Iterable, but did not find one for field "${nameOf(field)}".`);
    const entries: unknown[] = [];
    let hasPromise = false;
    try {
      for (const item of list) {
        const entry = settleValue(execution, entryPlan, item, addPath(listPath, entries.length, undefined));
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
    const info = createInfo(execution, field, fieldPathOf(path as Path));
    const complete = (name: unknown) => {
      const runtimeType = findRuntimeType(execution, type, name, value, field);
      return completeObject(runtimeType, field, execution, value, path as Path);
    };
    const name = resolveType(value, execution.contextValue, info, type);
    return isPromise(name) ? name.then(complete) : complete(name);
  };
}

function createCompleteObject(type: GraphQLObjectType, field: SelectedField): CompleteValue {
  return (execution, value, path) => completeObject(type, field, execution, value, path as Path);
}

function completeObject(
  type: GraphQLObjectType,
  field: SelectedField,
  execution: Execution,
  value: unknown,
  path: Path,
): unknown {
  const selection = field.findSelection(type, execution.variableValues);
  if (!type.isTypeOf) return executeFields(execution, selection, value, path);
  const complete = (isOfType: boolean) => {
    if (isOfType) return executeFields(execution, selection, value, path);
    const message = `Expected value of type "${type.name}" but got: ${inspect(value)}.`;
    throw new GraphQLError(message, { nodes: field.nodes });
  };
  const isOfType = type.isTypeOf(value, execution.contextValue, createInfo(execution, field, fieldPathOf(path)));
  return isPromise(isOfType) ? isOfType.then(complete) : complete(isOfType);
}

/** The path of the field that a value is in, without the positions in its lists. */
function fieldPathOf(path: Path): Path {
  return typeof path.key === 'number' && path.prev ? fieldPathOf(path.prev) : path;
}

/**
 * Finds the object type of a value, in the words of graphql-js where it cannot.
 *
 * @throws {GraphQLError}
 */
function findRuntimeType(
  { schema }: Execution,
  type: GraphQLAbstractType,
  name: unknown,
  value: unknown,
  field: SelectedField,
): GraphQLObjectType {
  const { nodes } = field;
  const must = `Abstract type "${type.name}" must resolve to an Object type at runtime for field "${nameOf(field)}"`;
  if (name === null || name === undefined)
    throw new GraphQLError(
      `${must}. Either the "${type.name}" type should provide a "resolveType" function or each possible type should provide an "isTypeOf" function.`,
      { nodes },
    );
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
  if (!schema.isSubType(type, runtimeType))
    throw new GraphQLError(`Runtime Object type "${name}" is not a possible type for "${type.name}".`, { nodes });
  return runtimeType;
}
