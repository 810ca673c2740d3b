import type { FastifyInstance, FastifyReply } from 'fastify';
import { renderAuthorisedPage, renderServiceChoicePage, CONSENT_PAGE_CSP, renderErrorPage } from './consent-page.js';
import { authoriseToken, findToken } from '../destinations/pagerduty-connection.js';
import type { CloudflareSimulator } from '../cloudflare-simulator.js';

export const CONSENT_PATH = '/consent';

/** The browser's step between the two API calls. Its real address is not public (docs/upstream-quirks.md, quirk 83). */
export function addConsentRoutes(
  app: FastifyInstance,
  simulator: CloudflareSimulator,
  serviceNames: () => readonly string[],
) {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, new URLSearchParams(String(body)));
  });

  app.get<{ Querystring: { token?: string | readonly string[] } }>(CONSENT_PATH, async ({ query }, reply) => {
    const token = typeof query.token === 'string' ? query.token : '';
    const problem = findTokenProblem(simulator, token);
    return problem
      ? sendHtml(reply, 404, renderErrorPage(problem))
      : sendHtml(reply, 200, renderServiceChoicePage(token, serviceNames()));
  });

  app.post(CONSENT_PATH, async ({ body }, reply) => {
    const form = body instanceof URLSearchParams ? body : new URLSearchParams();
    const token = form.get('token') ?? '';
    const problem = findTokenProblem(simulator, token);
    if (problem) return sendHtml(reply, 404, renderErrorPage(problem));
    const availableNames = serviceNames();
    const selectedNames = availableNames.filter((name) => form.getAll('service').includes(name));
    if (selectedNames.length === 0)
      return sendHtml(reply, 400, renderServiceChoicePage(token, availableNames, 'Select at least one service.'));
    authoriseToken(simulator.state, token, selectedNames);
    return sendHtml(reply, 200, renderAuthorisedPage(token, selectedNames));
  });
}

function findTokenProblem(simulator: CloudflareSimulator, id: string): string | undefined {
  const token = findToken(simulator.state, id);
  if (token === undefined) return 'Unknown token. Create a new one and open its address.';
  return token.stage === 'linked' ? 'This token was already used. Create a new one to connect again.' : undefined;
}

async function sendHtml(reply: FastifyReply, status: number, html: string): Promise<FastifyReply> {
  return reply
    .code(status)
    .headers({
      'content-security-policy': CONSENT_PAGE_CSP,
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    })
    .type('text/html; charset=utf-8')
    .send(html);
}
