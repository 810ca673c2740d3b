// A vendor's OpenAPI document as a validator of recorded exchanges.
import { dereference } from '@apidevtools/json-schema-ref-parser';
import formats from 'ajv-formats';
import { OpenAPIRouter, OpenAPIValidator } from 'openapi-backend';

/**
 * @param {string} text of the document
 * @param {readonly { amend(definition: object): void }[]} deviations the known gaps of the document
 */
export async function openDocument(text, deviations) {
  const raw = JSON.parse(text, correctDeclaration);
  for (const deviation of deviations) deviation.amend(raw);
  const definition = await dereference(raw);
  const router = new OpenAPIRouter({ definition });
  const validator = new OpenAPIValidator({
    definition,
    router,
    lazyCompileValidators: true,
    ajvOpts: { allErrors: true },
    customizeAjv: addFormats,
  });
  const basePath = new URL(definition.servers[0].url).pathname.replace(/\/$/, '');
  const findOperation = (exchange) => router.matchOperation(toRequest(exchange, basePath));
  return {
    /** Whether the document declares the operation of an exchange. */
    declares: (exchange) => Boolean(findOperation(exchange)),
    /** The name of its operation, if it declares it. */
    nameOperation: (exchange) => findOperation(exchange)?.operationId,
    /** Whether it declares the operation by a path without parameters. */
    declaresLiterally: (exchange) => findOperation(exchange)?.path === toRequest(exchange, basePath).path,
    /** The violations of a request; an empty list when it is valid. */
    validateRequest(exchange) {
      const request = toRequest(exchange, basePath);
      const operation = router.matchOperation(request);
      if (!operation) return [`${exchange.method} ${request.path} is not an operation`];
      return toViolations(validator.validateRequest(request, operation), `${operation.operationId} request`);
    },
    /** The violations of a response; an undeclared media type is one violation. */
    validateResponse: (exchange) => validateResponse(validator, findOperation(exchange), exchange),
  };
}

function validateResponse(validator, operation, { method, url, response }) {
  const { status, headers, body } = response;
  if (!operation) return status === 404 ? [] : [`${method} ${url} is not an operation, but has status ${status}`];
  const place = `${operation.operationId} ${status}`;
  const declared = operation.responses[status] ?? operation.responses[`${Math.floor(status / 100)}XX`];
  if (!declared) return [`${place} is not declared`];
  if (!declared.content) return body === '' ? [] : [`${place} has a body`];
  const type = String(headers['content-type']).split(';')[0];
  if (!declared.content[type]) return [`${place} has the media type ${type}`];
  if (type !== 'application/json') return [];
  const options = { statusCode: status, setMatchType: 'superset' };
  return [
    ...toViolations(validator.validateResponse(JSON.parse(body), operation, status), place),
    ...toViolations(validator.validateResponseHeaders(headers, operation, options), place),
  ];
}

const IGNORED_HEADERS = new Set(['accept', 'content-type', 'authorization']);

/**
 * OpenAPI 3.0 ignores header parameters of these names, and `nullable` without `type`. PagerDuty declares some list
 * parameters as one string, although their names end in `[]` or their items must be unique.
 */
function correctDeclaration(_key, value) {
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

function addFormats(ajv) {
  formats.default(ajv);
  // The format of ajv-formats refuses addresses on loopback.
  ajv.addFormat('url', (text) => URL.canParse(text));
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

function toRequest({ method, url, headers, body }, basePath) {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const query = Object.fromEntries(
    [...new Set(searchParams.keys())].map((name) => [
      name,
      name.endsWith('[]') ? searchParams.getAll(name) : searchParams.getAll(name).join(','),
    ]),
  );
  return { method, path: pathname.slice(basePath.length), query, headers, body: body === '' ? undefined : body };
}

function toViolations({ errors }, place) {
  return (errors ?? []).map(
    ({ instancePath, message, params }) =>
      `${place} ${instancePath.replaceAll(/\/\d+/g, '/*')} ${message} ${JSON.stringify(params)}`,
  );
}
