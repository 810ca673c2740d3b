import type { QueryParameters } from './query-parameters.js';

/** Type arguments of a Fastify route that reads the query. */
export type ListRoute = { Querystring: QueryParameters };

/** Type arguments of a Fastify route below `/:id`. */
export type ByIdRoute = { Params: { id: string }; Querystring: QueryParameters };
