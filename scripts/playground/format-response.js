/**
 * An answer for people: data first, and an error that stands many times with one message is shown once,
 * with the paths of the others in `alsoAt`.
 *
 * @param {{ data?: any, errors?: readonly any[], extensions?: object }} answer
 */
export function forPeople({ data, errors, ...rest }) {
  const shown = errors && { errors: gathered(errors) };
  return data == null ? { ...shown, ...(data === null && { data }), ...rest } : { data, ...shown, ...rest };
}

function gathered(errors) {
  const alike = new Map();
  for (const error of errors) {
    const key = `${error.extensions?.code} ${error.message}`;
    alike.set(key, [...(alike.get(key) ?? []), error]);
  }
  return [...alike.values()].map((group) => (group.length === 1 ? group[0] : together(group)));
}

/** GraphiQL shows no member of an error but the usual ones. */
function together([first, ...others]) {
  const alsoAt = others.map(({ path }) => path?.join('.'));
  return { ...first, extensions: { ...first.extensions, alsoAt } };
}

/** An answer of the page itself, when nothing was sent. */
export function notSent(why) {
  return answerWith({ errors: [{ message: `Nothing was sent. ${why}` }] });
}

export function answerWith(result, { status, statusText } = {}) {
  const headers = { 'content-type': 'application/json' };
  return new Response(JSON.stringify(result), { status, statusText, headers });
}
