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
  type GraphQLResolveInfo,
} from 'graphql';
import { inspect } from 'graphql/jsutils/inspect.js';
import { isIterableObject } from 'graphql/jsutils/isIterableObject.js';
import { addPath } from 'graphql/jsutils/Path.js';
import { executeFields, isPromise, settleValue } from './execute-fields.js';
import type { Execution, FieldPlan, Path, SelectionPlan, ValuePlan, VariableValues } from './plan.js';

type Complete = ValuePlan['complete'];

/** As much of a field as its values depend on. */
export interface CompletedField extends Pick<FieldPlan, 'nodes' | 'parentType' | 'definition'> {
  /** @throws {GraphQLError} for a directive whose arguments are invalid */
  readonly selectionOn: (type: GraphQLObjectType, variableValues: VariableValues) => SelectionPlan;
}

const nameOf = ({ parentType, definition }: CompletedField) => `${parentType.name}.${definition.name}`;

/** Makes the completion of a type. graphql-js inspects the type again for each value. */
export function createComplete(type: GraphQLOutputType, field: CompletedField): Complete {
  if (!isNonNullType(type)) return createCompleteNullable(type, field);
  const complete = createCompleteNullable(type.ofType, field);
  return (execution, value, path, info) => {
    const completed = complete(execution, value, path, info);
    if (completed === null) throw new Error(`Cannot return null for non-nullable field ${nameOf(field)}.`);
    return completed;
  };
}

function createCompleteNullable(type: GraphQLOutputType, field: CompletedField): Complete {
  const complete = isLeafType(type)
    ? createCompleteLeaf(type)
    : isListType(type)
      ? createCompleteList(type.ofType, field)
      : createCompleteComposite(type as GraphQLAbstractType | GraphQLObjectType, field);
  return (execution, value, path, info) => {
    if (value instanceof Error) throw value;
    return value === null || value === undefined ? null : complete(execution, value, path, info);
  };
}

function createCompleteLeaf(type: GraphQLLeafType): Complete {
  return (_execution, value) => {
    const serialized: unknown = type.serialize(value);
    if (serialized !== null && serialized !== undefined) return serialized;
    const call = `${inspect(type)}.serialize(${inspect(value)})`;
    throw new Error(`Expected \`${call}\` to return non-nullable value, returned: ${inspect(serialized)}`);
  };
}

function createCompleteList(type: GraphQLOutputType, field: CompletedField): Complete {
  const entryPlan: ValuePlan = { type, nodes: field.nodes, complete: createComplete(type, field) };
  return (execution, list, prev, info) => {
    if (!isIterableObject(list))
      throw new GraphQLError(`Expected Iterable, but did not find one for field "${nameOf(field)}".`);
    const entries: unknown[] = [];
    let hasPromise = false;
    try {
      for (const item of list) {
        const path = addPath(prev, entries.length, undefined);
        const entry = settleValue(execution, entryPlan, item, path, info);
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

type CompleteComposite = (execution: Execution, value: unknown, path: Path, info: GraphQLResolveInfo) => unknown;

function createCompleteComposite(type: GraphQLAbstractType | GraphQLObjectType, field: CompletedField): Complete {
  const complete: CompleteComposite = isAbstractType(type)
    ? createCompleteAbstract(type, field)
    : (...parameters) => completeObject(field, type, ...parameters);
  return complete as Complete;
}

function createCompleteAbstract(type: GraphQLAbstractType, field: CompletedField): CompleteComposite {
  const resolveType = type.resolveType ?? defaultTypeResolver;
  return (execution, value, path, info) => {
    const complete = (typeName: unknown) => {
      const runtimeType = findRuntimeType(typeName, type, execution, field, value);
      return completeObject(field, runtimeType, execution, value, path, info);
    };
    const typeName = resolveType(value, execution.contextValue, info, type);
    return isPromise(typeName) ? typeName.then(complete) : complete(typeName);
  };
}

function completeObject(
  field: CompletedField,
  type: GraphQLObjectType,
  execution: Execution,
  value: unknown,
  path: Path,
  info: GraphQLResolveInfo,
): unknown {
  const selection = field.selectionOn(type, execution.variableValues);
  const complete = (isOfType: boolean) => {
    if (isOfType) return executeFields(execution, selection, value, path);
    const message = `Expected value of type "${type.name}" but got: ${inspect(value)}.`;
    throw new GraphQLError(message, { nodes: field.nodes });
  };
  const isOfType = type.isTypeOf ? type.isTypeOf(value, execution.contextValue, info) : true;
  return isPromise(isOfType) ? isOfType.then(complete) : complete(isOfType);
}

/**
 * Finds the object type of a value, in the words of graphql-js where it cannot.
 *
 * @throws {GraphQLError}
 */
function findRuntimeType(
  name: unknown,
  type: GraphQLAbstractType,
  { schema }: Execution,
  field: CompletedField,
  value: unknown,
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
