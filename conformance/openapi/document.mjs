// A vendor's OpenAPI document as a judge of recorded exchanges.
import { dereference } from '@apidevtools/json-schema-ref-parser';
import formats from 'ajv-formats';
import { OpenAPIRouter, OpenAPIValidator } from 'openapi-backend';

/**
 * @param {string} text the document
 * @param {readonly { amend(definition: object): void }[]} exceptions what is known to be missing from it
 */
export async function openDocument(text, exceptions) {
  const raw = JSON.parse(text, asOpenApiMeansIt);
  for (const exception of exceptions) exception.amend(raw);
  const definition = await dereference(raw);
  const router = new OpenAPIRouter({ definition });
  const validator = new OpenAPIValidator({
    definition,
    router,
    lazyCompileValidators: true,
    ajvOpts: { allErrors: true },
    customizeAjv: withFormats,
  });
  const basePath = new URL(definition.servers[0].url).pathname.replace(/\/$/, '');
  const ask = (exchange) => requestOf(exchange, basePath);
  return {
    /** Whether the document has this operation. */
    knows: (exchange) => Boolean(router.matchOperation(ask(exchange))),
    /** What is wrong with a request, in words; nothing when all is well. */
    request(exchange) {
      const asked = ask(exchange);
      const operation = router.matchOperation(asked);
      if (!operation) return [`${exchange.method} ${asked.path} is no operation`];
      return told(validator.validateRequest(asked, operation), `${operation.operationId} request`);
    },
    /** What is wrong with an answer; one of another kind than its operation declares is wrong as a whole. */
    answer(exchange) {
      const { status, headers, body } = exchange.answer;
      const operation = router.matchOperation(ask(exchange));
      if (!operation)
        return status === 404 ? [] : [`${exchange.method} ${exchange.url} is no operation, yet ${status}`];
      const place = `${operation.operationId} ${status}`;
      const declared = operation.responses[status] ?? operation.responses[`${Math.floor(status / 100)}XX`];
      if (!declared) return [`${place} is not declared`];
      if (!declared.content) return body === '' ? [] : [`${place} has a body`];
      const type = String(headers['content-type']).split(';')[0];
      if (!declared.content[type]) return [`${place} is ${type}`];
      if (type !== 'application/json') return [];
      const options = { statusCode: status, setMatchType: 'superset' };
      return [
        ...told(validator.validateResponse(JSON.parse(body), operation, status), place),
        ...told(validator.validateResponseHeaders(headers, operation, options), place),
      ];
    },
  };
}

const IGNORED_HEADERS = new Set(['accept', 'content-type', 'authorization']);

/**
 * Three rules of reading. OpenAPI 3.0 ignores header parameters of these names, and a `nullable` without `type`. And
 * PagerDuty types some lists as one text, though their names end in `[]` or their items shall be unique.
 */
function asOpenApiMeansIt(_key, value) {
  if (value?.in === 'header' && IGNORED_HEADERS.has(value.name?.toLowerCase()))
    return { ...value, required: false, schema: {} };
  if (
    value?.in === 'query' &&
    value.schema?.type === 'string' &&
    (value.name.endsWith('[]') || value.schema.uniqueItems)
  )
    return { ...value, schema: { type: 'array', items: value.schema } };
  if (value?.nullable === true && value.type === undefined) return { ...value, nullable: undefined };
  return value;
}

function withFormats(ajv) {
  formats.default(ajv);
  ajv.addFormat('tzinfo', isTimeZone);
  ajv.addFormat('activesupport-time-zone', isTimeZone);
  // PagerDuty's own examples of `time` have no zone.
  for (const name of ['partial-time', 'time']) ajv.addFormat(name, /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/);
  return ajv;
}

function isTimeZone(name) {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

function requestOf({ method, url, headers, body }, basePath) {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const query = Object.fromEntries(
    [...new Set(searchParams.keys())].map((name) => [
      name,
      name.endsWith('[]') ? searchParams.getAll(name) : searchParams.getAll(name).join(','),
    ]),
  );
  return { method, path: pathname.slice(basePath.length), query, headers, body: body === '' ? undefined : body };
}

function told({ errors }, place) {
  return (errors ?? []).map(
    ({ instancePath, message, params }) =>
      `${place} ${instancePath.replaceAll(/\/\d+/g, '/*')} ${message} ${JSON.stringify(params)}`,
  );
}
