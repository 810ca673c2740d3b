import { valueFromASTUntyped, type FieldNode, type GraphQLField, type OperationDefinitionNode } from 'graphql';

/** The default values of the variables, without type coercion. */
export function readDefaults({ variableDefinitions = [] }: OperationDefinitionNode): Record<string, unknown> {
  const given = variableDefinitions.filter(({ defaultValue }) => defaultValue !== undefined);
  return Object.fromEntries(
    given.map(({ variable, defaultValue }) => [variable.name.value, defaultValue && valueFromASTUntyped(defaultValue)]),
  );
}

/** The arguments as sent, without type coercion. */
export function readArguments(
  { args }: GraphQLField<unknown, unknown>,
  node: FieldNode,
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const read: Record<string, unknown> = {};
  for (const { name, defaultValue } of args) read[name] = defaultValue;
  for (const { name, value } of node.arguments ?? []) {
    const given = valueFromASTUntyped(value, values);
    if (given !== undefined && given !== null) read[name.value] = given;
  }
  return read;
}
