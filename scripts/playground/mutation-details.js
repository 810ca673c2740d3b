import { Kind, OperationTypeNode, parse, valueFromASTUntyped } from 'graphql';

/**
 * Describes what a request changes: the root fields of its mutation with their arguments, and the missing variables.
 * Undefined if it changes nothing. `isUnclear` if the request cannot be parsed, so that the user decides.
 *
 * @param {{ query?: any, operationName?: any, variables?: any }} request
 */
export function findMutation({ query, operationName, variables }) {
  try {
    const { definitions } = parse(query, { noLocation: true });
    const operations = definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
    const named = operations.filter(({ name }) => !operationName || name?.value === operationName);
    if (operations.every(({ operation }) => operation !== OperationTypeNode.MUTATION)) return undefined;
    if (named.length !== 1) return UNCLEAR;
    return named[0].operation === OperationTypeNode.MUTATION
      ? describeMutation(named[0], definitions, variables ?? {})
      : undefined;
  } catch {
    return UNCLEAR;
  }
}

const UNCLEAR = { isUnclear: true, fields: [], missing: [] };

function describeMutation({ selectionSet, variableDefinitions = [] }, definitions, values) {
  const defaults = variableDefinitions.filter(({ defaultValue }) => defaultValue);
  const defaultValues = Object.fromEntries(
    defaults.map(({ variable, defaultValue }) => [variable.name.value, valueFromASTUntyped(defaultValue)]),
  );
  const variables = { ...defaultValues, ...values };
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

/** Root fields, those in fragments included. The gateway rejects a fragment that spreads itself. */
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

/** Whether any operation of a possibly unfinished text is a mutation. */
export function containsMutation(query) {
  try {
    return parse(query, { noLocation: true }).definitions.some(
      ({ operation }) => operation === OperationTypeNode.MUTATION,
    );
  } catch {
    return /^\s*mutation\b/m.test(query);
  }
}

const MAX_DETAILS = 12;
const MAX_VALUES = 8;
const MAX_VALUE_LENGTH = 120;

/**
 * Formats arguments as pairs of label and value, such as `incident number` and `1260`. Items of a list share one pair.
 */
export function formatArguments(args) {
  const details = new Map();
  collectDetails(args, [], details);
  details.delete('account');
  const shown = [...details].slice(0, MAX_DETAILS).map(([label, values]) => [label, joinValues(values)]);
  const hiddenCount = details.size - shown.length;
  return hiddenCount > 0 ? [...shown, ['and', `${hiddenCount} more`]] : shown;
}

function collectDetails(value, path, details) {
  if (typeof value === 'object' && value !== null) {
    const isList = Array.isArray(value);
    for (const [name, member] of Object.entries(value))
      collectDetails(member, isList ? path : [...path, name], details);
    return;
  }
  // Every mutation has `input`, so the label omits it.
  const label = path.filter((name, depth) => depth > 0 || name !== 'input').map((name) => toWords(name));
  const key = label.join(' ');
  details.set(key, [...(details.get(key) ?? []), value]);
}

const toWords = (name) => name.replaceAll(/[A-Z](?![A-Z]|$)/g, (letter) => ` ${letter.toLowerCase()}`);

function joinValues(values) {
  const shown = values.slice(0, MAX_VALUES).map((value) => {
    const text = String(value);
    return text.length > MAX_VALUE_LENGTH ? `${text.slice(0, MAX_VALUE_LENGTH)}…` : text;
  });
  const hiddenCount = values.length - shown.length;
  return shown.join(', ') + (hiddenCount > 0 ? ` and ${hiddenCount} more` : '');
}

/** The account a mutation changes: the named one, or that of its global ids, or the default. */
export function resolveAccountKey({ args }, { defaultKey }) {
  const named = args.input?.account;
  if (named) return named;
  const [, owner] = /"id":"(?:pagerduty|cloudflare):\/\/([^/"]+)\//.exec(JSON.stringify(args)) ?? [];
  return owner ?? defaultKey;
}
