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

/** Something a schema promises. */
export interface Part {
  /** All that a client can rely on. */
  readonly promise: string;
  readonly description?: string | null | undefined;
  readonly deprecationReason?: string | null | undefined;
}

type Placed = readonly [coordinate: string, part: Part];

/** Everything a schema promises, by its coordinate: `Type`, `Type.field`, `Type.field(argument:)`, `Type.VALUE`. */
export function partsOf(schema: GraphQLSchema): ReadonlyMap<string, Part> {
  const types = Object.values(schema.getTypeMap());
  return new Map(
    types.filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type)).flatMap(partsOfType),
  );
}

function partsOfType(type: GraphQLNamedType): Placed[] {
  const { name, description } = type;
  return [[name, { promise: kindOf(type), description }], ...membersOf(type)];
}

function kindOf(type: GraphQLNamedType): string {
  if (isScalarType(type)) return `scalar ${type.specifiedByURL ?? ''}`;
  if (isEnumType(type)) return 'enum';
  if (isInputObjectType(type)) return type.isOneOf ? 'input @oneOf' : 'input';
  if (!isObjectType(type) && !isInterfaceType(type)) return 'union';
  const interfaces = type.getInterfaces().map(({ name }) => name);
  return [isObjectType(type) ? 'type' : 'interface', ...interfaces.toSorted()].join(' ');
}

function membersOf(type: GraphQLNamedType): Placed[] {
  if (isEnumType(type)) {
    return type.getValues().map((value) => [`${type.name}.${value.name}`, { ...told(value), promise: 'value' }]);
  }
  if (isInputObjectType(type)) {
    return Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, inputPart(field)]);
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap((field): Placed[] => {
    const coordinate = `${type.name}.${field.name}`;
    const args = field.args.map((arg): Placed => [`${coordinate}(${arg.name}:)`, inputPart(arg)]);
    return [[coordinate, { ...told(field), promise: String(field.type) }], ...args];
  });
}

function inputPart(input: GraphQLArgument | GraphQLInputField): Part {
  const { type, defaultValue } = input;
  const usual = defaultValue === undefined ? undefined : astFromValue(defaultValue, type);
  return { ...told(input), promise: usual ? `${String(type)} = ${print(usual)}` : String(type) };
}

function told({ description, deprecationReason }: Omit<Part, 'promise'>): Omit<Part, 'promise'> {
  return { description, deprecationReason };
}
