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
  type GraphQLSchema,
  type NamedTypeNode,
  type ObjectFieldNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type TypeNode,
  type VariableDefinitionNode,
} from 'graphql';
import { Json } from '../graph/scalars.js';

/**
 * The document with variables of any type: they are coerced by then, and graphql-jit would do it once more and
 * differently (it asks for required input fields that have a default, and does not know `@oneOf`). Those that `@skip` and
 * `@include` can depend on keep their type, which graphql-jit wants there.
 */
export function withFreeVariables(document: DocumentNode): DocumentNode {
  const type: NamedTypeNode = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: Json.name } };
  const free = (definition: VariableDefinitionNode) => ({
    ...definition,
    type: isBoolean(definition.type) ? definition.type : type,
    defaultValue: undefined,
  });
  const definitions = document.definitions.map((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION
      ? { ...definition, variableDefinitions: definition.variableDefinitions?.map(free) }
      : definition,
  );
  return { ...document, definitions };
}

function isBoolean(type: TypeNode): boolean {
  const named = type.kind === Kind.NON_NULL_TYPE ? type.type : type;
  return named.kind === Kind.NAMED_TYPE && named.name.value === GraphQLBoolean.name;
}

/**
 * Names of variables that are members of an object literal. To graphql-jit an absent one is null there, and null fits
 * everywhere, be it `@oneOf` or not null: only those with a value are safe.
 */
export function membersIn(document: DocumentNode): string[] {
  const names = new Set<string>();
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
 * @param operation one that costs no more than is allowed: its fragments are unfolded
 */
export function repeatsConditionally({ definitions }: DocumentNode, operation: OperationDefinitionNode): boolean {
  const fragments = new Map(
    definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION).map((one) => [one.name.value, one.selectionSet]),
  );

  function add(to: Map<string, Standing>, node: SelectionNode, isConditional: boolean): void {
    const depends = isConditional || isDecidedAbout(node);
    if (node.kind === Kind.FIELD) {
      const name = (node.alias ?? node.name).value;
      const standing = to.get(name) ?? { nodes: [], depends: false };
      to.set(name, standing);
      standing.nodes.push(node);
      standing.depends ||= depends;
      return;
    }
    const set = node.kind === Kind.INLINE_FRAGMENT ? node.selectionSet : fragments.get(node.name.value);
    for (const inner of set?.selections ?? []) add(to, inner, depends);
  }

  function repeats(sets: readonly SelectionSetNode[]): boolean {
    const fields = new Map<string, Standing>();
    for (const set of sets) for (const node of set.selections) add(fields, node, false);
    return [...fields.values()].some(
      ({ nodes, depends }) =>
        (depends && nodes.length > 1) || repeats(nodes.flatMap((node) => node.selectionSet ?? [])),
    );
  }

  return repeats([operation.selectionSet]);
}

function isDecidedAbout({ directives = [] }: SelectionNode): boolean {
  return directives.some(({ name }) => name.value === 'skip' || name.value === 'include');
}
