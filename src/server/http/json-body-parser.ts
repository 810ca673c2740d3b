import type { FastifyInstance } from 'fastify';
import { hasLongInteger, parseLosslessJson } from '../../shared/lossless-json.js';

/**
 * Reads JSON bodies as Fastify does, with its refusals, but for integers that a double cannot hold: in the details of an
 * event they go on as they came.
 */
export function registerJsonBodyParser(app: FastifyInstance): void {
  const parseDefault = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (!hasLongInteger(body)) return void parseDefault(request, body, done);
    return void parseDefault(request, body, (error) => (error ? done(error) : done(null, parseLosslessJson(body))));
  });
}
