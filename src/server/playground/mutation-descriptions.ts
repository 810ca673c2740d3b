import { isInputObjectType, getNamedType, type GraphQLField, type GraphQLSchema } from 'graphql';

/** What the playground says of a mutation before it sends it. */
export interface PlaygroundMutation {
  readonly about: string;
  /** Whose account it changes. */
  readonly upstream: 'pagerduty' | 'cloudflare';
}

/** Every mutation of a schema by its name, in the words of the schema, which the page may not be able to read. */
export function describeMutations(schema: GraphQLSchema): Readonly<Record<string, PlaygroundMutation>> {
  const fields = Object.values(schema.getMutationType()?.getFields() ?? {});
  return Object.fromEntries(
    fields.map((field) => [field.name, { about: field.description ?? '', upstream: findUpstream(field) }]),
  );
}

/** As the input's `account` says: it names an account of the one or the other. */
function findUpstream({ args }: GraphQLField<unknown, unknown>): PlaygroundMutation['upstream'] {
  const inputs = args.map(({ type }) => getNamedType(type)).filter((type) => isInputObjectType(type));
  const accounts = inputs.map((input) => input.getFields()['account']?.description ?? '');
  return accounts.some((about) => about.includes('Cloudflare account')) ? 'cloudflare' : 'pagerduty';
}
