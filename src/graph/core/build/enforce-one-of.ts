import { isInputObjectType, isNonNullType, type GraphQLSchema } from 'graphql';

/**
 * Sets `isOneOf` on input types with the `@oneOf` directive, so that graphql-js enforces it in literals and variables.
 * type-graphql keeps only the directive.
 *
 * @throws {Error} for a non-null field or a field with a default in such a type
 */
export function enforceOneOf(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isInputObjectType(type) || !type.astNode?.directives?.some(({ name }) => name.value === 'oneOf')) continue;
    for (const field of Object.values(type.getFields())) {
      if (isNonNullType(field.type) || field.defaultValue !== undefined) {
        throw new Error(`@oneOf requires ${type.name}.${field.name} to be nullable and without a default.`);
      }
    }
    type.isOneOf = true;
  }
  return schema;
}
