import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { Fault } from '../../../faults/fault.js';
import { isSubscription } from '../operation-cache.js';

const EVENT_STREAM_MESSAGE =
  'A subscription needs an event stream: send `Accept: text/event-stream` as the preferred type, or open a WebSocket with graphql-transport-ws.';
const HASH_MESSAGE = 'A subscription needs its text: send `query` with the document.';

/** Rejects subscriptions that Apollo would execute as queries. It only reports errors of those that event streams prepare. */
export function createRefuseSubscriptionsPlugin(): ApolloServerPlugin {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ operation, request }) {
          if (!operation || !isSubscription(operation) || (!request.http && request.query !== undefined)) return;
          const originalError = new Fault('BAD_REQUEST', request.http ? EVENT_STREAM_MESSAGE : HASH_MESSAGE);
          throw new GraphQLError(originalError.message, { originalError, extensions: { http: { status: 400 } } });
        },
      };
    },
  };
}
