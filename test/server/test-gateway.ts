import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { GraphQLInt, GraphQLNonNull, GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { readConfig } from '../../src/config/read-config.js';
import { AnswerSize } from '../../src/graph/core/limits/response-size.js';
import type { Asked, Context } from '../../src/graph/core/context.js';
import type { Admission } from '../../src/server/auth/auth-hook.js';
import type { FastPath } from '../../src/server/execution/executor.js';
import { isObject } from '../../src/config/json.js';
import { createApollo } from '../../src/server/graphql/apollo-server.js';
import { createPrepare } from '../../src/server/graphql/trusted-documents.js';
import { registerGraphQL } from '../../src/server/graphql/graphql-route.js';
import { registerHealth } from '../../src/server/http/health.js';
import { createFormatError } from '../../src/graph/core/errors/format-error.js';
import { createHttp, refuseStrays } from '../../src/server/http/http-server.js';
import { createCheckText } from '../../src/server/limits/response-size.js';
import { registerPlayground, type PlaygroundOptions } from '../../src/server/playground/playground-route.js';

export interface LogLine {
  readonly level: string;
  readonly details: unknown;
  readonly message: unknown;
}

/** A log that keeps its lines. */
export function recordingLog(): { log: FastifyBaseLogger; lines: LogLine[] } {
  const lines: LogLine[] = [];
  const logWith = (bindings: object): FastifyBaseLogger => {
    const at = (level: string) => (details: unknown, message?: unknown) =>
      void lines.push({ level, details: isObject(details) ? { ...bindings, ...details } : details, message });
    return {
      level: 'info',
      fatal: at('fatal'),
      error: at('error'),
      warn: at('warn'),
      info: at('info'),
      debug: at('debug'),
      trace: at('trace'),
      silent: () => undefined,
      child: (more) => logWith({ ...bindings, ...more }),
    };
  };
  return { log: logWith({}), lines };
}

export interface ToyOptions {
  readonly env?: Record<string, string>;
  readonly playground?: PlaygroundOptions;
  /** What the field `broken` and the mutation `breakIt` throw. */
  readonly thrown?: unknown;
  readonly createContext?: (asked: Asked) => Context | Promise<Context>;
}

function toySchema(thrown: unknown): GraphQLSchema {
  const broken = {
    type: GraphQLString,
    resolve: () => {
      throw thrown;
    },
  };
  return new GraphQLSchema({
    query: new GraphQLObjectType({
      name: 'Query',
      fields: {
        greeting: {
          type: GraphQLString,
          args: { times: { type: new GraphQLNonNull(GraphQLInt), defaultValue: 1 } },
          resolve: (_source, { times }: { times: number }) => 'hello '.repeat(times).trim(),
        },
        broken,
      },
    }),
    mutation: new GraphQLObjectType({ name: 'Mutation', fields: { breakIt: broken } }),
  });
}

const NO_FAST_PATH: FastPath = { readied: () => undefined, forget() {} };

const NOBODY = { caller: { name: 'nobody' } } as Admission;

/** As much of a context as the schema of three fields needs. */
const contextOf = (asked: Asked): Context =>
  ({ ...asked, charge: { cost: 0 }, besides: [] as Context['besides'], answer: new AnswerSize(1_000_000) }) as Context;

/** The gateway's HTTP side over a schema of three fields, so that a test of it needs no upstream. */
export async function toyGateway(options: ToyOptions = {}): Promise<{ app: FastifyInstance; lines: LogLine[] }> {
  const { env = {}, playground, thrown = new Error('boom'), createContext = contextOf } = options;
  const config = readConfig(env);
  const { log, lines } = recordingLog();
  const app = createHttp(config, log);
  refuseStrays(app, config);
  const { introspection, limits } = config;
  const formatError = createFormatError({ log, introspection });
  const apollo = createApollo({
    schema: toySchema(thrown),
    introspection,
    limits,
    persistedQueries: true,
    formatError,
    log,
  });
  await apollo.start();
  app.addHook('onClose', () => apollo.stop());
  registerHealth(app);
  if (playground) registerPlayground(app, playground);
  registerGraphQL(app, {
    apollo,
    createContext,
    admissionOf: () => NOBODY,
    fastPath: NO_FAST_PATH,
    deadlineMs: config.deadlineMs,
    mostReads: Infinity,
    prepare: createPrepare(limits),
    checkText: createCheckText(limits.responseBytes, formatError),
  });
  return { app, lines };
}
