import { test } from 'node:test';
import { CHECKS, checkSubscription } from './checks.mjs';
import { compose } from './compose.mjs';
import { ROUTERS } from './routers.mjs';
import { startSubgraphs } from './subgraphs.mjs';

const subgraphs = await startSubgraphs();
try {
  // oxlint-disable-next-line no-await-in-loop -- one router after the other, because they change the same incidents
  for (const [name, router] of Object.entries(ROUTERS)) await test(name, (context) => checkRouter(context, router));
} finally {
  await subgraphs.stop();
}

async function checkRouter(context, { start, withScopes, hasSubscriptions }) {
  const router = await start(compose(subgraphs, withScopes).supergraphSdl);
  try {
    for (const [fact, check] of Object.entries(CHECKS)) await context.test(fact, () => check(router.url));
    const subscription = 'a subscription is an event stream with fields of both subgraphs';
    if (hasSubscriptions) await context.test(subscription, () => checkSubscription(router.url));
  } finally {
    await router.stop();
  }
}
