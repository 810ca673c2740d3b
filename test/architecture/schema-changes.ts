import { buildSchema, findBreakingChanges, type GraphQLSchema } from 'graphql';
import { schemaElements } from './schema-coordinates.js';

/**
 * Breaking changes since the last release that the changelog's next release does not list. It lists one by a line
 * `- Breaking: …` with the message of graphql-js; more text may follow.
 *
 * @param released SDL of the last release
 */
export function undocumentedBreakingChanges(released: string, schema: GraphQLSchema, changelog: string): string[] {
  const [, next = ''] = /^## Unreleased$([\s\S]*?)(?=^## |$(?![\s\S]))/m.exec(changelog) ?? [];
  return findBreakingChanges(buildSchema(released), schema)
    .map(({ description }) => `- Breaking: ${description}`)
    .filter((line) => !next.includes(line));
}

const DATE = /\b20\d\d-[01]\d-[0-3]\d\b/;

/** Deprecated elements whose reason lacks the date of removal or, in backticks, a replacement in the schema. */
export function incompleteDeprecations(schema: GraphQLSchema): string[] {
  const elements = schemaElements(schema);
  return [...elements].flatMap(([coordinate, { deprecationReason }]) => {
    if (deprecationReason == null) return [];
    const replacements = [...deprecationReason.matchAll(/`([^`]+)`/g)].map(([, name]) => elements.get(name ?? ''));
    const isHelpful = replacements.some((part) => part && part.deprecationReason == null);
    return DATE.test(deprecationReason) && isHelpful ? [] : [coordinate];
  });
}
