import {
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  lexicographicSortSchema,
  parse,
  print,
  printSchema,
  visit,
  type ConstDirectiveNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type ObjectTypeDefinitionNode,
} from 'graphql';
import { toOAuthScope } from '../../../config/scopes.js';
import { getRequirement } from '../../core/auth/requires-scope.js';

/** The first version with `@requiresScopes`. */
const FEDERATION_URL = 'https://specs.apollo.dev/federation/v2.5';

/** graphql-js needs no definition, but Apollo's composition accepts only what a subgraph defines. */
const ONE_OF_DEFINITION = 'directive @oneOf on INPUT_OBJECT';

const DIRECTIVES = ['authenticated', 'key', 'requiresScopes', 'shareable', 'tag'];

/** Directives of federation that a class of the schema may have: `@Directive('@shareable')`. */
const CLASS_DIRECTIVES: ReadonlySet<string> = new Set(['key', 'shareable']);

/**
 * Prints the schema as a subgraph of Apollo Federation 2. Types with a global id get a key. Fields get the scope that
 * `@Requires` declares for them, as a condition for the router and as a tag. Fields of the type `Node` are omitted, because
 * only the whole graph can read every id.
 */
export function printSubgraph(schema: GraphQLSchema): string {
  const document = visit(parse(printSchema(lexicographicSortSchema(schema))), {
    ObjectTypeDefinition(node) {
      const type = schema.getType(node.name.value);
      return isObjectType(type) ? addDirectives(node, type) : undefined;
    },
  });
  const body = print(document);
  const used = DIRECTIVES.filter((name) => body.includes(`@${name}`)).map((name) => `"@${name}"`);
  const link = `extend schema @link(url: "${FEDERATION_URL}", import: [${used.join(', ')}])`;
  return [link, ONE_OF_DEFINITION, body].join('\n\n');
}

function addDirectives(node: ObjectTypeDefinitionNode, type: GraphQLObjectType): ObjectTypeDefinitionNode {
  const fields = type.getFields();
  return {
    ...node,
    directives: [...(node.directives ?? []), ...findTypeDirectives(type)],
    fields: (node.fields ?? []).flatMap((fieldNode) => {
      const field = fields[fieldNode.name.value];
      if (!field || isNodeInterface(getNamedType(field.type))) return [];
      return { ...fieldNode, directives: [...(fieldNode.directives ?? []), ...findScopeDirectives(field)] };
    }),
  };
}

function isNodeInterface(type: GraphQLNamedType): boolean {
  return isInterfaceType(type) && type.name === 'Node';
}

function findTypeDirectives(type: GraphQLObjectType): readonly ConstDirectiveNode[] {
  const declared = type.astNode?.directives ?? [];
  return [...findIdKey(type), ...declared.filter(({ name }) => CLASS_DIRECTIVES.has(name.value))];
}

/** An object that only its parent can read still has a global id, by which other subgraphs may extend it. */
function findIdKey(type: GraphQLObjectType): readonly ConstDirectiveNode[] {
  if (type.getInterfaces().some(isNodeInterface)) return parseDirectives('@key(fields: "id")');
  return type.getFields()['id'] ? parseDirectives('@key(fields: "id", resolvable: false)') : [];
}

function findScopeDirectives(field: GraphQLField<unknown, unknown>): readonly ConstDirectiveNode[] {
  const scope = getRequirement(field)?.scope;
  if (scope === undefined) return [];
  if (scope === 'NOTHING' || scope === 'BY_TYPE') return parseDirectives('@authenticated');
  const name = toOAuthScope(scope);
  return parseDirectives(`@requiresScopes(scopes: [["${name}"]]) @tag(name: "${name.replace(':', '-')}")`);
}

function parseDirectives(text: string): readonly ConstDirectiveNode[] {
  const [definition] = parse(`scalar Any ${text}`, { noLocation: true }).definitions;
  return definition?.kind === Kind.SCALAR_TYPE_DEFINITION ? (definition.directives ?? []) : [];
}
