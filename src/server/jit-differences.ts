import {
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLSchema,
  type NamedTypeNode,
  type ObjectFieldNode,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
} from 'graphql';
import { Json } from '../graph/scalars.js';

/**
 * The document with variables of any type: they are coerced by then, and graphql-jit would do it once more and
 * differently (it asks for required input fields that have a default, and does not know `@oneOf`).
 */
export function withFreeVariables(document: DocumentNode): DocumentNode {
  const type: NamedTypeNode = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: Json.name } };
  const free = (definition: VariableDefinitionNode) => ({ ...definition, type, defaultValue: undefined });
  const definitions = document.definitions.map((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION
      ? { ...definition, variableDefinitions: definition.variableDefinitions?.map(free) }
      : definition,
  );
  return { ...document, definitions };
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
