import type { FastifyInstance } from 'fastify';
import { hasLongInteger, parseExact } from '../../shared/lossless-json.js';

/**
 * Reads JSON bodies as Fastify does, with its refusals, but for integers that a double cannot hold: in the details of an
 * event they go on as they came.
 */
export function readExactly(app: FastifyInstance): void {
  const read = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (!hasLongInteger(body)) return void read(request, body, done);
    return void read(request, body, (error) => (error ? done(error) : done(null, parseExact(body))));
  });
}
