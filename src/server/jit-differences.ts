import {
  getNamedType,
  getNullableType,
  GraphQLBoolean,
  isInputObjectType,
  isListType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type FragmentSpreadNode,
  type GraphQLSchema,
  type InlineFragmentNode,
  type NamedTypeNode,
  type ObjectFieldNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type TypeNode,
} from 'graphql';
import { Json } from '../graph/scalars.js';

/**
 * The operation with each fragment in the place of its spreads, and every field a node of its own: graphql-jit writes what
 * decides about a field (`@skip`, `@include`) onto its node, and all spreads of a fragment would share that.
 *
 * @param operation one that costs no more than is allowed, for fragments spread within each other unfold without end
 */
export function unfolded({ definitions }: DocumentNode, operation: OperationDefinitionNode): OperationDefinitionNode {
  const fragments = new Map(
    definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION).map((one) => [one.name.value, one]),
  );
  const inPlace = ({ name, directives }: FragmentSpreadNode): InlineFragmentNode | undefined => {
    const fragment = fragments.get(name.value);
    if (!fragment) return undefined;
    const { typeCondition, selectionSet } = fragment;
    return { kind: Kind.INLINE_FRAGMENT, typeCondition, directives, selectionSet };
  };
  return visit(operation, { Field: (node) => ({ ...node }), FragmentSpread: inPlace });
}

/**
 * The operation with variables of any type: they are coerced by then, and graphql-jit would do it once more and
 * differently (it asks for required input fields that have a default, and does not know `@oneOf`). Those that `@skip` and
 * `@include` can depend on keep their type, which graphql-jit wants there.
 */
export function withFreeVariables(operation: OperationDefinitionNode): OperationDefinitionNode {
  const any: NamedTypeNode = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: Json.name } };
  const variableDefinitions = operation.variableDefinitions?.map((definition) => ({
    ...definition,
    type: isBoolean(definition.type) ? definition.type : any,
    defaultValue: undefined,
  }));
  return { ...operation, variableDefinitions };
}

function isBoolean(type: TypeNode): boolean {
  const named = type.kind === Kind.NON_NULL_TYPE ? type.type : type;
  return named.kind === Kind.NAMED_TYPE && named.name.value === GraphQLBoolean.name;
}

/**
 * Names of variables without whose value an operation is left to graphql-js: graphql-jit takes null where graphql-js refuses
 * it. Members of object literals, where an absent one is null to it, and null fits everywhere, be it `@oneOf` or not null;
 * and those with a default, which may therefore stand where null must not, and are given as null all the same.
 */
export function neededIn(document: DocumentNode, { variableDefinitions = [] }: OperationDefinitionNode): string[] {
  const withDefault = variableDefinitions.filter(({ defaultValue }) => defaultValue !== undefined);
  const names = new Set(withDefault.map(({ variable }) => variable.name.value));
  const onObjectField = ({ value }: ObjectFieldNode) => {
    if (value.kind === Kind.VARIABLE) names.add(value.name.value);
  };
  visit(document, { ObjectField: onObjectField });
  return [...names];
}

/** Whether graphql-jit would run a valid operation with other arguments than graphql-js. */
export function isMisread(document: DocumentNode, operation: OperationDefinitionNode, schema: GraphQLSchema): boolean {
  return hasInheritedName(operation) || hasFreeLiteral(document, schema);
}

/** Without a value such a variable has the one that every object inherits. */
function hasInheritedName({ variableDefinitions = [] }: OperationDefinitionNode): boolean {
  return variableDefinitions.some(({ variable }) => variable.name.value in Object.prototype);
}

/** Variables within the literal of a scalar, such as JSON, are forgotten. */
function hasFreeLiteral(document: DocumentNode, schema: GraphQLSchema): boolean {
  const types = new TypeInfo(schema);
  let found = false;
  const visitor = {
    ListValue: () => void (found ||= !isListType(getNullableType(types.getParentInputType()))),
    ObjectValue: () => void (found ||= !isInputObjectType(getNamedType(types.getInputType()))),
  };
  visit(document, visitWithTypeInfo(types, visitor));
  return found;
}

/** Fields of one name in the answer, as they stand in one selection. */
interface Standing {
  readonly nodes: FieldNode[];
  /** Whether `@skip` or `@include` decides about one of them. */
  depends: boolean;
}

/**
 * Whether a field stands more than once in a selection and `@skip` or `@include` decides about it there. graphql-jit would
 * answer what is selected below it where it is skipped, too, and put it where it stands first. Types are not looked at.
 *
 * @param sets of an operation that is `unfolded`
 */
export function repeatsConditionally(sets: readonly SelectionSetNode[]): boolean {
  const fields = new Map<string, Standing>();
  for (const set of sets) add(set, false);
  return [...fields.values()].some(
    ({ nodes, depends }) =>
      (depends && nodes.length > 1) || repeatsConditionally(nodes.flatMap((node) => node.selectionSet ?? [])),
  );

  function add({ selections }: SelectionSetNode, isConditional: boolean): void {
    for (const node of selections) {
      const depends = isConditional || isDecidedAbout(node);
      if (node.kind === Kind.INLINE_FRAGMENT) add(node.selectionSet, depends);
      else if (node.kind === Kind.FIELD) note(node, depends);
    }
  }

  function note(node: FieldNode, depends: boolean): void {
    const name = (node.alias ?? node.name).value;
    const standing = fields.get(name) ?? { nodes: [], depends: false };
    fields.set(name, standing);
    standing.nodes.push(node);
    standing.depends ||= depends;
  }
}

function isDecidedAbout({ directives = [] }: SelectionNode): boolean {
  return directives.some(({ name }) => name.value === 'skip' || name.value === 'include');
}
