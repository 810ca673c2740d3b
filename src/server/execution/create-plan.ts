import {
  getArgumentValues,
  getNullableType,
  isLeafType,
  Kind,
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
} from 'graphql';
import { collectSubfields } from 'graphql/execution/collectFields.js';
import { getFieldDef } from 'graphql/execution/execute.js';
import { isObjectLike } from 'graphql/jsutils/isObjectLike.js';
import { createCompleteValue } from './complete-value.js';
import type { FieldPlan, OperationPlan, SelectionPlan } from './plan.js';

/** Plans the fields that were collected on a type. Those below are planned when they are first needed. */
export function createSelectionPlan(
  plan: OperationPlan,
  parentType: GraphQLObjectType,
  collected: ReadonlyMap<string, readonly FieldNode[]>,
): SelectionPlan {
  plan.plannedFields += collected.size;
  const fields = [...collected].map(([responseName, nodes]) => createFieldPlan(plan, parentType, responseName, nodes));
  return { fields: fields.filter((field) => field !== undefined), createResult: createResultFactory() };
}

function createFieldPlan(
  plan: OperationPlan,
  parentType: GraphQLObjectType,
  responseName: string,
  nodes: readonly FieldNode[],
): FieldPlan | undefined {
  const { schema, fragments } = plan;
  const [node] = nodes;
  const definition = node && getFieldDef(schema, parentType, node);
  if (!definition) return undefined;
  const { type, resolve, args } = definition;
  const selections = new Map<GraphQLObjectType, SelectionPlan>();
  const findSelection: FieldPlan['findSelection'] = (runtimeType, variableValues) => {
    const planned = selections.get(runtimeType);
    if (planned) return planned;
    const collected = collectSubfields(schema, fragments, variableValues, runtimeType, nodes);
    const selection = createSelectionPlan(plan, runtimeType, collected);
    selections.set(runtimeType, selection);
    return selection;
  };
  // Without a spread, after which V8 reads the fields of the plan more slowly.
  return {
    nodes,
    parentType,
    definition,
    findSelection,
    responseName,
    type,
    isProperty: !resolve && args.length === 0,
    isLeaf: isLeafType(getNullableType(type)),
    readArguments: createReadArguments(definition, node),
    complete: createCompleteValue(type, { nodes, parentType, definition, findSelection }),
  };
}

const VARYING_KINDS: ReadonlySet<Kind> = new Set([Kind.VARIABLE, Kind.LIST, Kind.OBJECT]);

/** Coerces constants once. Not those that are objects, because a resolver may change them. */
function createReadArguments(definition: GraphQLField<unknown, unknown>, node: FieldNode): FieldPlan['readArguments'] {
  if (definition.args.length === 0) return () => ({});
  const read: FieldPlan['readArguments'] = (variableValues) => getArgumentValues(definition, node, variableValues);
  if (node.arguments?.some(({ value }) => VARYING_KINDS.has(value.kind))) return read;
  let constants: Record<string, unknown> | undefined;
  return (variableValues) => {
    constants ??= read(variableValues);
    return Object.values(constants).some(isObjectLike) ? read(variableValues) : { ...constants };
  };
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
