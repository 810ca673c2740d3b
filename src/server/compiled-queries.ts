import { HeaderMap, type ApolloServerPlugin, type GraphQLRequestContextResponseForOperation } from '@apollo/server';
import {
  getNamedType,
  getOperationAST,
  getVariableValues,
  GraphQLError,
  isInputObjectType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type NamedTypeNode,
  type ObjectFieldNode,
  type VariableDefinitionNode,
} from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';
import type { CompileMode } from '../config/config.js';
import type { Context } from '../graph/context.js';
import { Json } from '../graph/scalars.js';

/** Documents whose compiled form is kept, and documents remembered as seen once. */
const MOST_COMPILED = 200;
const MOST_SEEN = 1_000;

/** Each mistake quotes the whole value: to tell thousands of them takes minutes, and one is enough to go the plain way. */
const ONE_MISTAKE = { maxErrors: 1 };

type FormatError = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;
type Asked = GraphQLRequestContextResponseForOperation<Context>;

/**
 * Runs operations as code made for them (graphql-jit), which takes more than half of the work of executing off. Compiling
 * takes up to some milliseconds, so only an operation that comes a second time is compiled. Wrong variables go the plain
 * way: graphql-jit does not enforce `@oneOf` and tells them with status 200.
 */
export function compiledQueries(mode: CompileMode, formatError: FormatError): ApolloServerPlugin<Context> {
  if (mode === 'never') return {};
  const compiled = new LRUCache<string, CompiledQuery | 'cannot'>({ max: MOST_COMPILED });
  const seen = new LRUCache<string, true>({ max: MOST_SEEN });

  function compiledFor({ queryHash, operationName, document, schema }: Asked): CompiledQuery | undefined {
    const key = `${queryHash} ${operationName ?? ''}`;
    const known = compiled.get(key);
    if (known) return known === 'cannot' ? undefined : known;
    if (mode === 'repeated' && !seen.has(key)) {
      seen.set(key, true);
      return undefined;
    }
    const isMeant = !asksForSchema(getOperationAST(document, operationName)) && !hidesNull(document, schema);
    const made = isMeant ? compileQuery(schema, withFreeVariables(document), operationName ?? undefined) : undefined;
    const query = made && isCompiledQuery(made) ? made : undefined;
    compiled.set(key, query ?? 'cannot');
    return query;
  }

  return {
    async requestDidStart() {
      return {
        async responseForOperation(asked) {
          const query = compiledFor(asked);
          const { schema, operation, request, contextValue } = asked;
          if (!query) return null;
          const { variableDefinitions = [] } = operation;
          const { coerced } = getVariableValues(schema, variableDefinitions, request.variables ?? {}, ONE_MISTAKE);
          if (!coerced) return null;
          const { data, errors } = await query.query(undefined, contextValue, coerced);
          const told = errors?.map((error) => formatError(...asExecuted(error)));
          const singleResult = told ? { errors: told, data: data ?? null } : { data };
          return { http: { headers: new HeaderMap(), status: undefined }, body: { kind: 'single', singleResult } };
        },
      };
    },
  };
}

/**
 * The document with variables of any type: graphql-js has coerced them by then, and graphql-jit would do it once more and
 * differently (it asks for required input fields that have a default, and does not know `@oneOf`).
 */
function withFreeVariables(document: DocumentNode): DocumentNode {
  const type: NamedTypeNode = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: Json.name } };
  const free = (definition: VariableDefinitionNode) => ({ ...definition, type, defaultValue: undefined });
  const definitions = document.definitions.map((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION
      ? { ...definition, variableDefinitions: definition.variableDefinitions?.map(free) }
      : definition,
  );
  return { ...document, definitions };
}

/** A variable as member of a `@oneOf` literal may be null or absent; only graphql-js looks at that while executing. */
function hidesNull(document: DocumentNode, schema: GraphQLSchema): boolean {
  const types = new TypeInfo(schema);
  let found = false;
  const onObjectField = ({ value }: ObjectFieldNode) => {
    const parent = types.getParentInputType() && getNamedType(types.getParentInputType());
    if (value.kind === Kind.VARIABLE && isInputObjectType(parent) && parent.isOneOf) found = true;
  };
  visit(document, visitWithTypeInfo(types, { ObjectField: onObjectField }));
  return found;
}

/** Introspection is rare and large. */
function asksForSchema(operation: ReturnType<typeof getOperationAST>): boolean {
  return (operation?.selectionSet.selections ?? []).some(
    (one) => one.kind !== Kind.FIELD || one.name.value.startsWith('__'),
  );
}

/** graphql-jit's errors lack extensions; Apollo hands its formatter whole ones, with a code. */
function asExecuted({ message, path, originalError, locations }: GraphQLError): [GraphQLFormattedError, GraphQLError] {
  const error = new GraphQLError(message, { path, originalError });
  const code = error.extensions['code'] ?? 'INTERNAL_SERVER_ERROR';
  return [{ ...error.toJSON(), locations, extensions: { ...error.extensions, code } }, error];
}
