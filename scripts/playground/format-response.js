/**
 * Formats a response for reading: data first. Errors with the same message appear once, with the paths of the others in
 * `alsoAt`.
 *
 * @param {{ data?: any, errors?: readonly any[], extensions?: object }} response
 */
export function formatResponse({ data, errors, ...rest }) {
  const shown = errors && { errors: groupErrors(errors) };
  return data == null ? { ...shown, ...(data === null && { data }), ...rest } : { data, ...shown, ...rest };
}

function groupErrors(errors) {
  const groups = new Map();
  for (const error of errors) {
    const key = `${error.extensions?.code} ${error.message}`;
    groups.set(key, [...(groups.get(key) ?? []), error]);
  }
  return [...groups.values()].map((group) => (group.length === 1 ? group[0] : mergeErrors(group)));
}

/** GraphiQL shows only the standard fields of an error. */
function mergeErrors([first, ...others]) {
  const alsoAt = others.map(({ path }) => path?.join('.'));
  return { ...first, extensions: { ...first.extensions, alsoAt } };
}

/** The page's own response if it sent nothing. */
export function createNotSentResponse(reason) {
  return createJsonResponse({ errors: [{ message: `Nothing was sent. ${reason}` }] });
}

export function createJsonResponse(result, { status, statusText } = {}) {
  const headers = { 'content-type': 'application/json' };
  return new Response(JSON.stringify(result), { status, statusText, headers });
}
