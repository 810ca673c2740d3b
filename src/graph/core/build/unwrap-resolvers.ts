import { isObjectType, type GraphQLField, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { getMetadataStorage } from 'type-graphql';

type FieldResolverFunction = GraphQLFieldResolver<unknown, unknown>;
type MetadataStorage = ReturnType<typeof getMetadataStorage>;
/** A method that resolves a field, as its annotations say. */
type ResolverMethod = MetadataStorage['queries'][number] | MetadataStorage['fieldResolvers'][number];
type MethodParameter = NonNullable<ResolverMethod['params']>[number];
/** Finds the value of one parameter in what graphql-js resolves a field with. */
type ReadParameter = (...resolverArgs: Parameters<FieldResolverFunction>) => unknown;

/**
 * Makes the methods of resolver classes themselves the resolvers of their fields. type-graphql would sort a method's
 * parameters at each call, wait for a validation that is switched off, and copy objects and arguments into instances of
 * their classes, which for a list with relations took a quarter of the gateway's own work. So arguments are handed on as
 * they are: to be read only, for other requests may get the same; and `@Args` holds those too that have an `@Arg`.
 *
 * @param resolvers the classes that the schema was built of
 * @throws {Error} for what would be left out: a method's middleware or roles, a validation of its own for a parameter, a
 * parameter of a kind that is not used here
 */
export function unwrapResolvers(schema: GraphQLSchema, resolvers: readonly Function[]): GraphQLSchema {
  const { queries, mutations, fieldResolvers, objectTypes } = getMetadataStorage();
  const instances = new Map(resolvers.map((target) => [target, Reflect.construct(target, []) as object]));
  const setFieldResolver = (typeName: string | undefined, handler: ResolverMethod) => {
    const instance = instances.get(handler.target);
    if (instance) getField(schema, typeName, handler.schemaName).resolve = toFieldResolver(instance, handler);
  };
  for (const handler of queries) setFieldResolver('Query', handler);
  for (const handler of mutations) setFieldResolver('Mutation', handler);
  for (const handler of fieldResolvers) {
    const parent = handler.getObjectType?.();
    setFieldResolver(objectTypes.find(({ target }) => target === parent)?.name, handler);
  }
  return schema;
}

function getField(
  schema: GraphQLSchema,
  typeName: string | undefined,
  fieldName: string,
): GraphQLField<unknown, unknown> {
  const type = typeName === undefined ? undefined : schema.getType(typeName);
  const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
  if (!field) throw new Error(`${fieldName} is no field of an object type.`);
  return field;
}

function toFieldResolver(
  instance: object,
  { methodName, params = [], roles, middlewares = [] }: ResolverMethod,
): FieldResolverFunction {
  if (roles || middlewares.length > 0) throw new Error(`What stands before ${methodName} would not be asked.`);
  const method = Reflect.get(instance, methodName) as (...parameters: unknown[]) => unknown;
  const readers = params.toSorted((one, other) => one.index - other.index).map(toParameterReader);
  return (source, args, context, info) => {
    const values = readers.map((read) => read(source, args, context, info));
    return method.apply(instance, values);
  };
}

function toParameterReader(parameter: MethodParameter): ReadParameter {
  const { kind, methodName } = parameter;
  if ((kind === 'args' || kind === 'arg') && (parameter.validateFn ?? parameter.validateSettings) !== undefined)
    throw new Error(`A parameter of ${methodName} would not be validated.`);
  if (kind === 'args') return (_source, args) => args;
  if (kind === 'arg') return (_source, args) => args[parameter.name];
  if (kind === 'info') return (_source, _args, _context, info) => info;
  if (kind === 'root' && parameter.propertyName === undefined) return (source) => source;
  if (kind === 'context' && parameter.propertyName === undefined) return (_source, _args, context) => context;
  throw new Error(`A parameter of ${methodName} is of a kind that is not used here.`);
}
