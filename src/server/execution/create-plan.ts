import {
  getArgumentValues,
  getNullableType,
  isLeafType,
  Kind,
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type ValueNode,
} from 'graphql';
import { collectSubfields } from 'graphql/execution/collectFields.js';
import { getFieldDef } from 'graphql/execution/execute.js';
import { createComplete } from './complete-value.js';
import type { FieldPlan, Operation, SelectionPlan, VariableValues } from './plan.js';

/** Fields by their response names, merged. */
type CollectedFields = ReadonlyMap<string, readonly FieldNode[]>;

/** @param onPlanned is given the number of fields of this selection and of each below, whose plans are made when they are first needed */
export function createSelectionPlan(
  operation: Operation,
  type: GraphQLObjectType,
  collected: CollectedFields,
  onPlanned: (fields: number) => void,
): SelectionPlan {
  onPlanned(collected.size);
  const fields: FieldPlan[] = [];
  for (const [responseName, nodes] of collected) {
    const [node] = nodes;
    const definition = node && getFieldDef(operation.schema, type, node);
    if (definition) fields.push(createFieldPlan(operation, type, responseName, nodes, node, definition, onPlanned));
  }
  return { fields, createResult: createResultFactory() };
}

function createFieldPlan(
  operation: Operation,
  parentType: GraphQLObjectType,
  responseName: string,
  nodes: readonly FieldNode[],
  firstNode: FieldNode,
  definition: GraphQLField<unknown, unknown>,
  onPlanned: (fields: number) => void,
): FieldPlan {
  const selections = new Map<GraphQLObjectType, SelectionPlan>();
  const { type, args } = definition;
  const selectionOn = (runtimeType: GraphQLObjectType, variableValues: VariableValues): SelectionPlan => {
    const planned = selections.get(runtimeType);
    if (planned) return planned;
    const { schema, fragments } = operation;
    const collected = collectSubfields(schema, fragments, variableValues, runtimeType, nodes);
    const selection = createSelectionPlan(operation, runtimeType, collected, onPlanned);
    selections.set(runtimeType, selection);
    return selection;
  };
  return {
    responseName,
    parentType,
    nodes,
    definition,
    type,
    isProperty: !definition.resolve && args.length === 0 && isLeafType(getNullableType(type)),
    readArguments: createReadArguments(definition, firstNode),
    complete: createComplete(type, { nodes, parentType, definition, selectionOn }),
  };
}

/** Arguments without variables are coerced once, and their object is copied, because a resolver may change it. */
function createReadArguments(definition: GraphQLField<unknown, unknown>, node: FieldNode): FieldPlan['readArguments'] {
  if (definition.args.length === 0) return () => ({});
  if (node.arguments?.some(({ value }) => hasVariable(value)))
    return (variableValues) => getArgumentValues(definition, node, variableValues);
  let constants: Record<string, unknown> | undefined;
  return (variableValues) => {
    constants ??= getArgumentValues(definition, node, variableValues);
    return { ...constants };
  };
}

function hasVariable(node: ValueNode): boolean {
  if (node.kind === Kind.LIST) return node.values.some(hasVariable);
  if (node.kind === Kind.OBJECT) return node.fields.some(({ value }) => hasVariable(value));
  return node.kind === Kind.VARIABLE;
}

const NO_PROTOTYPE: object = Object.freeze(Object.create(null));

/** Objects without a prototype, as graphql-js makes them, but of one shape: V8 keeps those of `Object.create(null)` as hash tables. */
function createResultFactory(): SelectionPlan['createResult'] {
  // oxlint-disable-next-line unicorn/consistent-function-scoping -- each selection has its own shape
  function Result() {}
  Result.prototype = NO_PROTOTYPE;
  const Constructor = Result as unknown as new () => Record<string, unknown>;
  return () => new Constructor();
}
