// A gateway as Mercurius' documentation recommends it: its loaders for relations, its just-in-time compiler, and undici as
// the client. It does nothing else, so it is the lower bound.
import { fastify } from 'fastify';
import mercurius from 'mercurius';
import { createMercuriusOptions } from './mercurius-options.mjs';
import { createUndiciClient } from './undici-client.mjs';

const app = fastify();
await app.register(mercurius, createMercuriusOptions(createUndiciClient()));
await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
