import { buildSchema, findBreakingChanges, type GraphQLSchema } from 'graphql';
import { schemaElements } from './schema-coordinates.js';

/**
 * What clients of the last release would stumble over, unless the changelog's next release tells it: a line
 * `- Breaking: …` in the words of graphql-js, more may follow.
 *
 * @param released SDL
 */
export function undocumentedBreakingChanges(released: string, schema: GraphQLSchema, changelog: string): string[] {
  const [, next = ''] = /^## Unreleased$([\s\S]*?)(?=^## |$(?![\s\S]))/m.exec(changelog) ?? [];
  return findBreakingChanges(buildSchema(released), schema)
    .map(({ description }) => `- Breaking: ${description}`)
    .filter((line) => !next.includes(line));
}

const DATE = /\b20\d\d-[01]\d-[0-3]\d\b/;

/** Deprecated parts whose reason lacks the day they go or, in backticks, something of the schema to use instead. */
export function incompleteDeprecations(schema: GraphQLSchema): string[] {
  const elements = schemaElements(schema);
  return [...elements].flatMap(([coordinate, { deprecationReason }]) => {
    if (deprecationReason == null) return [];
    const replacements = [...deprecationReason.matchAll(/`([^`]+)`/g)].map(([, name]) => elements.get(name ?? ''));
    const isHelpful = replacements.some((part) => part && part.deprecationReason == null);
    return DATE.test(deprecationReason) && isHelpful ? [] : [coordinate];
  });
}
