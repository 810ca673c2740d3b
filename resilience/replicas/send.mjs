// Sends one mutation through the balancer and classifies its response.

/** Longer than the gateway's deadline. */
const TIMEOUT_MS = 15_000;

/**
 * What a client knows after one attempt: the payload (`done`), an error with its outcome (`failed`), or no response at all
 * (`lost`).
 *
 * @typedef {{ state: 'done', payload: object } | { state: 'failed', outcome: string, code: string, message: string, isRetryable: boolean, retryAfterMs: number } | { state: 'lost', reason: string }} Reply
 */

/**
 * @param {string} url of the balancer
 * @param {{ field: string, query: string, variables: object }} mutation
 * @returns {Promise<Reply>}
 */
export async function sendMutation(url, { field, query, variables }) {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await response.text();
    if (text === '') return { state: 'lost', reason: `HTTP ${response.status}` };
    return classify(JSON.parse(text), field);
  } catch (error) {
    return { state: 'lost', reason: String(error.cause?.code ?? error) };
  }
}

function classify({ data, errors = [] }, field) {
  const payload = data?.[field];
  if (payload) return { state: 'done', payload };
  const { message, extensions } = errors[0];
  const { code, outcome, retryable: isRetryable, retryAfterSeconds = 0.1 } = extensions;
  return { state: 'failed', code, message, outcome, isRetryable, retryAfterMs: retryAfterSeconds * 1000 };
}
