import { answerWith, forPeople, notSent } from './format-response.js';
import { hideHint, showCaller } from './header-bar.js';
import { confirmed } from './confirm-mutation.js';
import { mutationIn } from './mutation-details.js';
import { isLive, settings } from './settings.js';
import { isTokenMissing, withToken } from './typed-token.js';

const { fetch } = globalThis;

const TYPE_TOKEN = 'Type your token in the Headers first, over your-api-key.';

/**
 * What GraphiQL sends with instead of the browser's `fetch`: nothing leaves without a token where one is needed, and live
 * no mutation leaves before the person has said yes.
 *
 * @param followed is told of each answer, and when it was asked for
 * @param onAdmitted is called when the gateway has let a typed token in for the first time
 */
export function createSending({ followed, onAdmitted }) {
  const caller = createCaller(onAdmitted);
  const send = async (url, options = {}) => {
    const headers = withToken(options.headers);
    const request = requestIn(options.body);
    const isForSchema = request.operationName === 'IntrospectionQuery';
    if (isForSchema ? !caller.mayAskForSchema() : isTokenMissing(headers)) return notSent(TYPE_TOKEN);
    if (isForSchema) return fetch(url, { ...options, headers });
    const objection = await objectionTo(request, options.signal);
    if (objection) return notSent(objection);
    const tellOf = followed(performance.now());
    const response = await fetch(url, { ...options, headers });
    if (response.ok) caller.admitted(headers);
    return shown(response, tellOf);
  };
  return { send, learnCaller: (headers) => caller.learn(withToken(headers)) };
}

/** What cannot be read is asked about, like everything that may change something. */
function requestIn(body) {
  try {
    return JSON.parse(body);
  } catch {
    return {};
  }
}

/** Why a request is not sent after all; undefined when it is. */
async function objectionTo(request, signal) {
  const mutation = isLive ? mutationIn(request) : undefined;
  if (!mutation) return undefined;
  const [empty] = mutation.missing;
  if (empty !== undefined) return `Fill in the variables first: $${empty} is empty.`;
  return (await confirmed(mutation, signal)) ? undefined : 'You cancelled it.';
}

async function shown(response, tellOf) {
  const text = await response.text();
  try {
    const result = JSON.parse(text);
    tellOf(result);
    return answerWith(forPeople(result), response);
  } catch {
    return new Response(text, response);
  }
}

/** What is known of the caller; the schema is asked for by whom the gateway has let in. */
function createCaller(onAdmitted) {
  let isAdmitted = !settings.asksForToken;
  let tried;
  const admit = () => {
    hideHint();
    if (isAdmitted) return;
    isAdmitted = true;
    onAdmitted();
  };
  /** A token that is not good counts as a wrong try: each is tried once, and must have been typed to its end. */
  const learn = async (headers) => {
    const token = headers.get('authorization') ?? '';
    if (!settings.runsAnyDocument || isTokenMissing(headers) || token === tried) return;
    tried = token;
    const scopes = await scopesOf(token);
    if (!scopes) return;
    admit();
    showCaller(scopes);
  };
  return {
    learn,
    admitted(headers) {
      admit();
      void learn(headers);
    },
    mayAskForSchema: () => isAdmitted,
  };
}

const WHO = JSON.stringify({ query: 'query WhoIsCalling { viewer { scopes } }' });

async function scopesOf(token) {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: token }) };
  try {
    const response = await fetch(settings.endpoint, { method: 'POST', headers, body: WHO });
    return (await response.json()).data?.viewer?.scopes;
  } catch {
    return undefined;
  }
}
