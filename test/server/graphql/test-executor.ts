import type { GraphQLSchema } from 'graphql';
import { readConfig } from '../../../src/config/read-config.js';
import { ResponseSize } from '../../../src/graph/core/limits/response-size.js';
import type { RequestMetadata, Context } from '../../../src/graph/core/context.js';
import { createFormatError } from '../../../src/graph/core/errors/format-error.js';
import { createOperationReporter } from '../../../src/server/observability/operation-log.js';
import { createExecutor, type Executor } from '../../../src/server/graphql/executor.js';
import { createRespond, type Respond } from '../../../src/server/graphql/respond.js';
import { recordingLog, type LogLine } from '../test-gateway.js';

/** A request with a caller and nothing else. */
export const EXECUTION_REQUEST = {
  requestId: 'r1',
  caller: { name: 'web' },
  requestScope: { counter: { upstreamCalls: 0 } },
} as unknown as RequestMetadata;

/** The executor of a schema without upstream calls, and its log. It compiles at the first execution. */
export function testExecutor(schema: GraphQLSchema): {
  readonly executor: Executor;
  readonly respond: Respond;
  readonly lines: LogLine[];
} {
  const { log, lines } = recordingLog();
  const executor = createExecutor({
    schema,
    limits: readConfig({}).limits,
    createContext: (requested) =>
      ({
        ...requested,
        operationCost: { points: 0 },
        additionalErrors: [] as Context['additionalErrors'],
        responseSize: new ResponseSize(1_000_000),
      }) as Context,
  });
  const formatError = createFormatError({ log, introspection: true });
  return {
    executor,
    respond: createRespond({ executor, formatError, reportOperation: createOperationReporter(log) }),
    lines,
  };
}
