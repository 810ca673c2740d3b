import { createJsonResponse, formatResponse, createNotSentResponse } from './format-response.js';
import { hideTokenHint, renderCallerStatus } from './header-bar.js';
import { confirmMutation } from './confirm-mutation.js';
import { findMutation } from './mutation-details.js';
import { isLive, settings } from './settings.js';
import { isTokenMissing, withToken } from './typed-token.js';

const { fetch } = globalThis;

const TOKEN_MISSING = 'First replace your-api-key in Headers with your token.';

/**
 * Replaces the browser's `fetch` for GraphiQL. It sends nothing while a required token is missing. In live mode it
 * sends no mutation before the user confirms it.
 *
 * @param trackResponse called with the start time of a request; returns a function that receives the response
 * @param onAuthenticated called when the gateway first accepts a token
 */
export function createGuardedFetch({ trackResponse, onAuthenticated }) {
  const caller = createCallerState(onAuthenticated);
  const send = async (url, options = {}) => {
    const headers = withToken(options.headers);
    const request = parseRequest(options.body);
    const isForSchema = request.operationName === 'IntrospectionQuery';
    if (isForSchema ? !caller.canLoadSchema() : isTokenMissing(headers)) return createNotSentResponse(TOKEN_MISSING);
    if (isForSchema) return fetch(url, { ...options, headers });
    // Subscriptions are sent by GET, which executes no mutation.
    const reason = options.method === 'GET' ? undefined : await findRejectionReason(request, options.signal);
    if (reason) return createNotSentResponse(reason);
    const reportResponse = trackResponse(performance.now());
    const response = await fetch(url, { ...options, headers });
    if (response.ok) caller.onAccepted(headers);
    return toDisplayedResponse(response, reportResponse);
  };
  return { send, loadCaller: (headers) => caller.loadScopes(withToken(headers)) };
}

/** An unreadable request needs a confirmation, like a mutation. */
function parseRequest(body) {
  try {
    return JSON.parse(body);
  } catch {
    return {};
  }
}

/** The reason not to send a request; undefined if it can be sent. */
async function findRejectionReason(request, signal) {
  const mutation = isLive ? findMutation(request) : undefined;
  if (!mutation) return undefined;
  const [empty] = mutation.missing;
  if (empty !== undefined) return `Fill in the variables first: $${empty} is empty.`;
  return (await confirmMutation(mutation, signal)) ? undefined : 'You cancelled it.';
}

/** An event stream has no end to wait for, so GraphiQL gets it as it is. */
async function toDisplayedResponse(response, reportResponse) {
  if (response.headers.get('content-type')?.startsWith('text/event-stream')) {
    reportResponse({});
    return response;
  }
  const text = await response.text();
  try {
    const result = JSON.parse(text);
    reportResponse(result);
    return createJsonResponse(formatResponse(result), response);
  } catch {
    return new Response(text, response);
  }
}

/** State of the caller. The schema is requested after the gateway accepted a token. */
function createCallerState(onAuthenticated) {
  let isAuthenticated = !settings.asksForToken;
  let lastToken;
  const authenticate = () => {
    hideTokenHint();
    if (isAuthenticated) return;
    isAuthenticated = true;
    onAuthenticated();
  };
  /** An invalid token counts as a failed authentication. Each token is sent once, after its input has ended. */
  const loadScopes = async (headers) => {
    const token = headers.get('authorization') ?? '';
    if (!settings.runsAnyDocument || isTokenMissing(headers) || token === lastToken) return;
    lastToken = token;
    const scopes = await fetchScopes(token);
    if (!scopes) return;
    authenticate();
    renderCallerStatus(scopes);
  };
  return {
    loadScopes,
    onAccepted(headers) {
      authenticate();
      void loadScopes(headers);
    },
    canLoadSchema: () => isAuthenticated,
  };
}

const SCOPES_REQUEST = JSON.stringify({ query: 'query WhoIsCalling { viewer { scopes } }' });

async function fetchScopes(token) {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: token }) };
  try {
    const response = await fetch(settings.endpoint, { method: 'POST', headers, body: SCOPES_REQUEST });
    return (await response.json()).data?.viewer?.scopes;
  } catch {
    return undefined;
  }
}
