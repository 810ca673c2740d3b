// A gateway in a process of its own, which tells what it used: `process.send` answers any message with it.
import { readConfig } from '../../dist/config/read-config.js';
import { createGateway } from '../../dist/gateway.js';

const { upstreams, ...env } = JSON.parse(process.argv[2]);
const config = readConfig({ ...env, UPSTREAMS: 'sandbox', PORT: '0', LOG_LEVEL: 'silent', CALLER_RATE_LIMIT: '0' });
const accounts = (account) => ({ byKey: { main: account }, defaultKey: 'main' });
const gateway = await createGateway({
  config: { ...config, pagerduty: accounts(upstreams.pagerduty), cloudflare: accounts(upstreams.cloudflare) },
});
const { url } = await gateway.start();

const used = () => {
  const { user, system } = process.cpuUsage();
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  return { cpuMs: (user + system) / 1000, peakBytes, bytes: process.memoryUsage.rss() };
};
process.on('message', () => process.send(used()));
process.on('disconnect', () => process.exit());
process.send({ url });
