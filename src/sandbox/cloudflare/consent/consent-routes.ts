import type { FastifyInstance, FastifyReply } from 'fastify';
import { authorisedPage, choicePage, CONSENT_POLICY, deadEndPage } from './consent-page.js';
import { authorise, tokenAt } from '../destinations/pagerduty-connection.js';
import type { CloudflareHalf } from '../cloudflare-simulator.js';

export const CONSENT_PATH = '/consent';

/** The browser's step between the two API calls; its real address is not public (contracts: quirk 83). */
export function addConsentRoutes(app: FastifyInstance, half: CloudflareHalf, serviceNames: () => readonly string[]) {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, new URLSearchParams(String(body)));
  });

  app.get<{ Querystring: { token?: string | readonly string[] } }>(CONSENT_PATH, async ({ query }, reply) => {
    const token = typeof query.token === 'string' ? query.token : '';
    const refusal = unusable(half, token);
    return refusal ? show(reply, 404, deadEndPage(refusal)) : show(reply, 200, choicePage(token, serviceNames()));
  });

  app.post(CONSENT_PATH, async ({ body }, reply) => {
    const form = body instanceof URLSearchParams ? body : new URLSearchParams();
    const token = form.get('token') ?? '';
    const refusal = unusable(half, token);
    if (refusal) return show(reply, 404, deadEndPage(refusal));
    const offered = serviceNames();
    const picked = offered.filter((name) => form.getAll('service').includes(name));
    if (picked.length === 0) return show(reply, 400, choicePage(token, offered, 'Tick at least one service.'));
    authorise(half.state, token, picked);
    return show(reply, 200, authorisedPage(token, picked));
  });
}

function unusable(half: CloudflareHalf, id: string): string | undefined {
  const token = tokenAt(half.state, id);
  if (token === undefined) return 'This token is not known. Create a new one and open its address.';
  return token.stage === 'linked' ? 'This token was used already. Create a new one to connect again.' : undefined;
}

async function show(reply: FastifyReply, status: number, html: string): Promise<FastifyReply> {
  return reply
    .code(status)
    .headers({
      'content-security-policy': CONSENT_POLICY,
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    })
    .type('text/html; charset=utf-8')
    .send(html);
}
