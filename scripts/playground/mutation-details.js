import { Kind, OperationTypeNode, parse, valueFromASTUntyped } from 'graphql';

/**
 * What a request would change: the root fields of its mutation with their arguments, and the variables it lacks. Undefined
 * when it changes nothing; `isUnclear` when it cannot be told, so that people are asked.
 *
 * @param {{ query?: any, operationName?: any, variables?: any }} request
 */
export function mutationIn({ query, operationName, variables }) {
  try {
    const { definitions } = parse(query, { noLocation: true });
    const operations = definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
    const named = operations.filter(({ name }) => !operationName || name?.value === operationName);
    if (operations.every(({ operation }) => operation !== OperationTypeNode.MUTATION)) return undefined;
    if (named.length !== 1) return UNCLEAR;
    return named[0].operation === OperationTypeNode.MUTATION
      ? mutationOf(named[0], definitions, variables ?? {})
      : undefined;
  } catch {
    return UNCLEAR;
  }
}

const UNCLEAR = { isUnclear: true, fields: [], missing: [] };

function mutationOf({ selectionSet, variableDefinitions = [] }, definitions, given) {
  const defaults = variableDefinitions.filter(({ defaultValue }) => defaultValue);
  const values = Object.fromEntries(
    defaults.map(({ variable, defaultValue }) => [variable.name.value, valueFromASTUntyped(defaultValue)]),
  );
  const variables = { ...values, ...given };
  const fragments = new Map(
    definitions
      .filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  return {
    fields: rootFields(selectionSet, fragments).map(({ name, arguments: args = [] }) => ({
      name: name.value,
      args: Object.fromEntries(args.map((arg) => [arg.name.value, valueFromASTUntyped(arg.value, variables)])),
    })),
    missing: variableDefinitions
      .filter(({ type, variable }) => type.kind === Kind.NON_NULL_TYPE && variables[variable.name.value] == null)
      .map(({ variable }) => variable.name.value),
  };
}

/** Those inside of fragments too; a fragment that spreads itself is for the gateway to refuse. */
function rootFields({ selections }, fragments, seen = new Set()) {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return selection.name.value === '__typename' ? [] : [selection];
    const name = selection.name?.value;
    if (seen.has(name)) return [];
    if (name) seen.add(name);
    const fragment = name ? fragments.get(name) : selection;
    return fragment ? rootFields(fragment.selectionSet, fragments, seen) : [];
  });
}

/** Whether any operation of a text, finished or not, changes something. */
export function looksLikeMutation(query) {
  try {
    return parse(query, { noLocation: true }).definitions.some(
      ({ operation }) => operation === OperationTypeNode.MUTATION,
    );
  } catch {
    return /^\s*mutation\b/m.test(query);
  }
}

const MOST_DETAILS = 12;
const MOST_VALUES = 8;
const LONGEST_VALUE = 120;

/** Arguments as pairs of words and values, such as `incident number` and `1260`; members of a list stand together. */
export function detailsOf(args) {
  const details = new Map();
  collect(args, [], details);
  details.delete('account');
  const shown = [...details].slice(0, MOST_DETAILS).map(([words, values]) => [words, listed(values)]);
  const more = details.size - shown.length;
  return more > 0 ? [...shown, ['and', `${more} more`]] : shown;
}

function collect(value, path, details) {
  if (typeof value === 'object' && value !== null) {
    const isList = Array.isArray(value);
    for (const [name, member] of Object.entries(value)) collect(member, isList ? path : [...path, name], details);
    return;
  }
  // What everything stands in tells nothing.
  const words = path.filter((name, depth) => depth > 0 || name !== 'input').map((name) => inWords(name));
  const key = words.join(' ');
  details.set(key, [...(details.get(key) ?? []), value]);
}

const inWords = (name) => name.replaceAll(/[A-Z](?![A-Z]|$)/g, (letter) => ` ${letter.toLowerCase()}`);

function listed(values) {
  const shown = values.slice(0, MOST_VALUES).map((value) => {
    const text = String(value);
    return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
  });
  const more = values.length - shown.length;
  return shown.join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** The account that a mutation would change: the one named, or of its ids, or else the default. */
export function accountIn({ args }, { defaultKey }) {
  const named = args.input?.account;
  if (named) return named;
  const [, owner] = /"id":"(?:pagerduty|cloudflare):\/\/([^/"]+)\//.exec(JSON.stringify(args)) ?? [];
  return owner ?? defaultKey;
}
