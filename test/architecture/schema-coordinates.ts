import {
  astFromValue,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  print,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';

/** One element of a schema. */
export interface SchemaElement {
  /** Everything that a client may rely on. */
  readonly signature: string;
  readonly description?: string | null | undefined;
  readonly deprecationReason?: string | null | undefined;
}

type ElementEntry = readonly [coordinate: string, part: SchemaElement];

/** All elements of a schema by their coordinates: `Type`, `Type.field`, `Type.field(argument:)`, `Type.VALUE`. */
export function schemaElements(schema: GraphQLSchema): ReadonlyMap<string, SchemaElement> {
  const types = Object.values(schema.getTypeMap());
  return new Map(
    types.filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type)).flatMap(typeElements),
  );
}

function typeElements(type: GraphQLNamedType): ElementEntry[] {
  const { name, description } = type;
  return [[name, { signature: typeSignature(type), description }], ...memberElements(type)];
}

function typeSignature(type: GraphQLNamedType): string {
  if (isScalarType(type)) return `scalar ${type.specifiedByURL ?? ''}`;
  if (isEnumType(type)) return 'enum';
  if (isInputObjectType(type)) return type.isOneOf ? 'input @oneOf' : 'input';
  if (!isObjectType(type) && !isInterfaceType(type)) return 'union';
  const interfaces = type.getInterfaces().map(({ name }) => name);
  return [isObjectType(type) ? 'type' : 'interface', ...interfaces.toSorted()].join(' ');
}

function memberElements(type: GraphQLNamedType): ElementEntry[] {
  if (isEnumType(type)) {
    return type
      .getValues()
      .map((value) => [`${type.name}.${value.name}`, { ...documentation(value), signature: 'value' }]);
  }
  if (isInputObjectType(type)) {
    return Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, inputElement(field)]);
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap((field): ElementEntry[] => {
    const coordinate = `${type.name}.${field.name}`;
    const args = field.args.map((arg): ElementEntry => [`${coordinate}(${arg.name}:)`, inputElement(arg)]);
    return [[coordinate, { ...documentation(field), signature: String(field.type) }], ...args];
  });
}

function inputElement(input: GraphQLArgument | GraphQLInputField): SchemaElement {
  const { type, defaultValue } = input;
  const defaultNode = defaultValue === undefined ? undefined : astFromValue(defaultValue, type);
  return { ...documentation(input), signature: defaultNode ? `${String(type)} = ${print(defaultNode)}` : String(type) };
}

function documentation({
  description,
  deprecationReason,
}: Omit<SchemaElement, 'signature'>): Omit<SchemaElement, 'signature'> {
  return { description, deprecationReason };
}
