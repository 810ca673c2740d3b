import { expect, test } from '@jest/globals';
import { mockGateway } from '../../mock-gateway.js';
import { cloudflareResult } from '../../upstream-responses.js';

const { cloudflare, run } = mockGateway();

const POLICY = 'f174e90afafe4643bbbc4a0ed4fc8415';
const DASHED = POLICY.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
const SILENCE = {
  id: 'a'.repeat(32),
  policy_id: POLICY,
  start_time: '2026-01-01T00:00:00Z',
  end_time: '9999-01-01T00:00:00Z',
};

test('a silence is created for the id of the policy that Cloudflare returned', async () => {
  cloudflare.expects('GET', '/silences').respondsWith(200, cloudflareResult([]));
  cloudflare.expects('GET', `/policies/${DASHED}`).respondsWith(200, cloudflareResult({ id: POLICY }));
  cloudflare.expects('POST', '/silences').respondsWith(200, cloudflareResult(null));
  cloudflare.expects('GET', '/silences').respondsWith(200, cloudflareResult([SILENCE]));
  const { data } = await run(`mutation { createPolicySilence(input: { policy: "${DASHED}" }) {
    created silence { cloudflareId } userErrors { message }
  } }`);
  expect(data).toEqual({
    createPolicySilence: { created: true, silence: { cloudflareId: SILENCE.id }, userErrors: [] },
  });
  expect(cloudflare.call(-2).bodyText).toContain(`"policy_id":"${POLICY}"`);
});
