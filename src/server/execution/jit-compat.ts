import {
  getNamedType,
  getNullableType,
  GraphQLBoolean,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  parseType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  type ObjectFieldNode,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
  type VariableNode,
} from 'graphql';
import { Json } from '../../graph/core/scalars.js';
import { hasConditionOnRepeatedField } from './jit-conditional-fields.js';

/**
 * The document with variables of any type: they are coerced by then, and graphql-jit would do it once more and
 * differently (it asks for required input fields that have a default, and does not know `@oneOf`). Those by which `@skip`
 * and `@include` decide are what graphql-jit wants there; `neededIn` sees to it that they are not null.
 */
export function withUntypedVariables(document: DocumentNode): DocumentNode {
  const conditionVariables = findConditionVariables(document);
  const withoutType = (definition: VariableDefinitionNode): VariableDefinitionNode => ({
    ...definition,
    type: conditionVariables.has(definition.variable.name.value) ? CONDITION_TYPE : ANY_TYPE,
    defaultValue: undefined,
  });
  const definitions = document.definitions.map((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION
      ? { ...definition, variableDefinitions: definition.variableDefinitions?.map(withoutType) }
      : definition,
  );
  return { ...document, definitions };
}

const ANY_TYPE = parseType(Json.name);
const CONDITION_TYPE = parseType(`${GraphQLBoolean.name}!`);

/** Names of the variables by which directives decide. */
function findConditionVariables(document: DocumentNode): ReadonlySet<string> {
  const names = new Set<string>();
  const onDirective = (directive: DirectiveNode) => {
    for (const { value } of directive.arguments ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
  };
  visit(document, { Directive: onDirective });
  return names;
}

/**
 * Names of variables without whose value an operation is left to graphql-js, which refuses null there in its own words.
 * Those that may be null where null must not be, because one of both has a default; graphql-jit hands null on within a
 * list. And members of object literals, where an absent one is null to it and null fits everywhere, be it `@oneOf` or not
 * null.
 */
export function variablesThatMustNotBeNull(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  schema: GraphQLSchema,
): string[] {
  const mayBeNull = new Set(
    operation.variableDefinitions
      ?.filter(({ type }) => type.kind !== Kind.NON_NULL_TYPE)
      .map(({ variable }) => variable.name.value),
  );
  const names = new Set<string>();
  const types = new TypeInfo(schema);
  const visitor = {
    ObjectField: ({ value }: ObjectFieldNode) => {
      if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
    Variable: ({ name: { value: name } }: VariableNode) => {
      if (mayBeNull.has(name) && isNonNullType(types.getInputType())) names.add(name);
    },
  };
  visit(document, visitWithTypeInfo(types, visitor));
  return [...names];
}

/** Whether graphql-jit would run a valid operation otherwise than graphql-js. */
export function isUnsupportedByJit(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  schema: GraphQLSchema,
): boolean {
  return (
    hasInheritedName(operation) ||
    hasUntypedLiteral(document, schema) ||
    hasUnderscoreAlias(document) ||
    hasConditionOnRepeatedField(document, operation)
  );
}

/** Without a value such a variable has the one that every object inherits. */
function hasInheritedName({ variableDefinitions = [] }: OperationDefinitionNode): boolean {
  return variableDefinitions.some(({ variable }) => variable.name.value in Object.prototype);
}

/** Variables within the literal of a scalar, such as JSON, are forgotten. */
function hasUntypedLiteral(document: DocumentNode, schema: GraphQLSchema): boolean {
  const types = new TypeInfo(schema);
  let found = false;
  const visitor = {
    ListValue: () => void (found ||= !isListType(getNullableType(types.getParentInputType()))),
    ObjectValue: () => void (found ||= !isInputObjectType(getNamedType(types.getInputType()))),
  };
  visit(document, visitWithTypeInfo(types, visitor));
  return found;
}

/**
 * graphql-jit joins the names on the way to a field with `_` and takes fields whose ways are then alike for one another:
 * a resolver would learn of another field's selection.
 */
function hasUnderscoreAlias(document: DocumentNode): boolean {
  let found = false;
  const onField = ({ alias }: FieldNode) => {
    found ||= alias?.value.includes('_') ?? false;
  };
  visit(document, { Field: onField });
  return found;
}
