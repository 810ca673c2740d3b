import type { GraphQLSchema } from 'graphql';
import { readConfig } from '../../../src/config/read-config.js';
import { AnswerSize } from '../../../src/graph/core/limits/response-size.js';
import type { Asked, Context } from '../../../src/graph/core/context.js';
import { createFormatError } from '../../../src/graph/core/errors/format-error.js';
import { createFastPath, type FastPath } from '../../../src/server/execution/executor.js';
import { recordingLog, type LogLine } from '../test-gateway.js';

/** Of a request that nothing is known of but its caller. */
export const ASKED = {
  requestId: 'r1',
  caller: { name: 'web' },
  scope: { counter: { upstreamCalls: 0 } },
} as unknown as Asked;

/** The fast path of a schema that calls no upstream, and its log. It compiles what comes first. */
export async function toyFastPath(schema: GraphQLSchema): Promise<{ fastPath: FastPath; lines: LogLine[] }> {
  const { log, lines } = recordingLog();
  const fastPath = await createFastPath({
    schema,
    limits: readConfig({}).limits,
    createContext: (asked) =>
      ({
        ...asked,
        charge: { cost: 0 },
        besides: [] as Context['besides'],
        answer: new AnswerSize(1_000_000),
      }) as Context,
    formatError: createFormatError({ log, introspection: true }),
    log,
    compile: 'always',
  });
  return { fastPath, lines };
}
