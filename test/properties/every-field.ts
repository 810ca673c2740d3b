import {
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';

/**
 * A selection of every field of a type, and of `depth` levels of objects below it. It has each type once per path,
 * no fields with required arguments, and pages of two.
 */
export function everyFieldSelection(schema: GraphQLSchema, typeName: string, depth: number): string {
  function buildSelection(type: GraphQLNamedType, left: number, above: readonly GraphQLNamedType[]): string {
    if (!isObjectType(type) && !isInterfaceType(type)) return '{ __typename }';
    const fields = Object.values(type.getFields()).filter(({ args }) => !args.some(isRequiredArgument));
    const selected = fields.flatMap((field) => buildField(field, left, [...above, type]) ?? []);
    return `{ __typename ${selected.join(' ')} }`;
  }

  function buildField(
    field: GraphQLField<unknown, unknown>,
    left: number,
    above: readonly GraphQLNamedType[],
  ): string | undefined {
    const type = getNamedType(field.type);
    const page = field.args.some(({ name }) => name === 'first') ? '(first: 2)' : '';
    if (!isCompositeType(type)) return field.name;
    if (left === 0 || above.includes(type)) return undefined;
    return `${field.name}${page} ${buildSelection(type, left - (isConnectionOrEdge(type) ? 0 : 1), above)}`;
  }

  const type = schema.getType(typeName);
  if (!type) throw new Error(`The schema has no ${typeName}.`);
  return buildSelection(type, depth, []);
}

/** Connections and their edges do not count as a level. */
function isConnectionOrEdge({ name }: GraphQLNamedType): boolean {
  return /(?:Connection|Edge)$/.test(name);
}
