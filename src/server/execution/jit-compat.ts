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
 * Gives variables a type that accepts anything: they are already coerced, and graphql-jit would coerce them differently (it
 * requires input fields that have a default, and ignores `@oneOf`). Variables of `@skip` and `@include` become `Boolean!`;
 * `variablesThatMustNotBeNull` makes sure that they are not null.
 */
export function withUntypedVariables(document: DocumentNode): DocumentNode {
  const conditionVariables = findConditionVariables(document);
  const withoutType = (definition: VariableDefinitionNode): VariableDefinitionNode => {
    const { defaultValue: _, ...kept } = definition;
    const isCondition = conditionVariables.has(definition.variable.name.value);
    return { ...kept, type: isCondition ? CONDITION_TYPE : ANY_TYPE };
  };
  const definitions = document.definitions.map((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION && definition.variableDefinitions
      ? { ...definition, variableDefinitions: definition.variableDefinitions.map(withoutType) }
      : definition,
  );
  return { ...document, definitions };
}

const ANY_TYPE = parseType(Json.name);
const CONDITION_TYPE = parseType(`${GraphQLBoolean.name}!`);

/** Names of the variables in directives. */
function findConditionVariables(document: DocumentNode): ReadonlySet<string> {
  const names = new Set<string>();
  const onDirective = (directive: DirectiveNode) => {
    for (const { value } of directive.arguments ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
  };
  visit(document, { Directive: onDirective });
  return names;
}

/**
 * Names of variables that must have a value; otherwise graphql-js executes the operation. Nullable variables in non-null
 * positions, which graphql-js rejects and graphql-jit accepts within a list. Variables inside of object literals: graphql-jit
 * treats an absent one as null, which bypasses non-null and `@oneOf` checks.
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

/** Whether graphql-jit executes a valid operation differently from graphql-js. */
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

/** Without a value, such a variable would get the inherited property of `Object.prototype`. */
function hasInheritedName({ variableDefinitions = [] }: OperationDefinitionNode): boolean {
  return variableDefinitions.some(({ variable }) => variable.name.value in Object.prototype);
}

/** graphql-jit drops variables inside of the literal of a scalar such as JSON. */
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
 * graphql-jit joins the names of a field's path with `_` and confuses fields whose joined paths are equal: a resolver would
 * get the selection of another field.
 */
function hasUnderscoreAlias(document: DocumentNode): boolean {
  let found = false;
  const onField = ({ alias }: FieldNode) => {
    found ||= alias?.value.includes('_') ?? false;
  };
  visit(document, { Field: onField });
  return found;
}
