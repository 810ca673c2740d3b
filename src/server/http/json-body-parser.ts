import type { FastifyInstance } from 'fastify';
import { hasLongInteger, parseLosslessJson } from '../../shared/lossless-json.js';

/**
 * Parses JSON bodies like Fastify, but keeps integers that a double cannot represent. The details of an event may contain
 * them.
 */
export function registerJsonBodyParser(app: FastifyInstance): void {
  const parseDefault = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (!hasLongInteger(body)) return void parseDefault(request, body, done);
    return void parseDefault(request, body, (error) => (error ? done(error) : done(null, parseLosslessJson(body))));
  });
}
