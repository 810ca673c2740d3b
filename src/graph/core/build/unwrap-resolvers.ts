import { isObjectType, type GraphQLField, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { getMetadataStorage } from 'type-graphql';

type FieldResolverFunction = GraphQLFieldResolver<unknown, unknown>;
type MetadataStorage = ReturnType<typeof getMetadataStorage>;
/** Metadata of a method that resolves a field. */
type ResolverMethod = MetadataStorage['queries'][number] | MetadataStorage['fieldResolvers'][number];
type MethodParameter = NonNullable<ResolverMethod['params']>[number];
/** Returns the value of one method parameter from the arguments of a graphql-js resolver. */
type ReadParameter = (...resolverArgs: Parameters<FieldResolverFunction>) => unknown;

/**
 * Makes the methods of resolver classes the field resolvers, without the wrappers of type-graphql. The wrappers sort the
 * parameters at each call, await a disabled validation, and copy objects and arguments into class instances: a quarter of
 * the CPU time for a list with relations. Arguments are therefore plain objects, read-only because requests may share them,
 * and `@Args` also contains the arguments declared by `@Arg`.
 *
 * @param resolvers resolver classes of the schema
 * @throws {Error} for unsupported features: middleware or roles of a method, validation of a parameter, and parameter kinds
 * that this gateway does not use
 */
export function unwrapResolvers(schema: GraphQLSchema, resolvers: readonly Function[]): GraphQLSchema {
  const { queries, mutations, subscriptions, fieldResolvers, objectTypes } = getMetadataStorage();
  const instances = new Map(resolvers.map((target) => [target, Reflect.construct(target, []) as object]));
  const setFieldResolver = (typeName: string | undefined, handler: ResolverMethod) => {
    const instance = instances.get(handler.target);
    if (instance) getField(schema, typeName, handler.schemaName).resolve = toFieldResolver(instance, handler);
  };
  for (const handler of queries) setFieldResolver('Query', handler);
  for (const handler of mutations) setFieldResolver('Mutation', handler);
  for (const handler of subscriptions) setFieldResolver('Subscription', handler);
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
  if (!field) throw new Error(`Field ${fieldName} is not defined on an object type.`);
  return field;
}

function toFieldResolver(
  instance: object,
  { methodName, params = [], roles, middlewares = [] }: ResolverMethod,
): FieldResolverFunction {
  if (roles || middlewares.length > 0) throw new Error(`Middleware and roles of ${methodName} are not supported.`);
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
    throw new Error(`Validation of a parameter of ${methodName} is not supported.`);
  if (kind === 'args') return (_source, args) => args;
  if (kind === 'arg') return (_source, args) => args[parameter.name];
  if (kind === 'info') return (_source, _args, _context, info) => info;
  if (kind === 'root' && parameter.propertyName === undefined) return (source) => source;
  if (kind === 'context' && parameter.propertyName === undefined) return (_source, _args, context) => context;
  throw new Error(`A parameter of ${methodName} has an unsupported kind.`);
}
