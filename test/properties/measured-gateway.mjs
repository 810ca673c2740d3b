// A gateway in its own process, which replies to any message with its resource use.
import { readFileSync, writeFileSync } from 'node:fs';
import { readConfig } from '../../dist/config/read-config.js';
import { createGateway } from '../../dist/gateway.js';

const { upstreams, ...env } = JSON.parse(process.argv[2]);
const config = readConfig({ ...env, UPSTREAMS: 'sandbox', PORT: '0', LOG_LEVEL: 'silent', CALLER_RATE_LIMIT: '0' });
const accounts = (account) => ({ byKey: { main: account }, defaultKey: 'main' });
const gateway = await createGateway({
  config: { ...config, pagerduty: accounts(upstreams.pagerduty), cloudflare: accounts(upstreams.cloudflare) },
});
const { url } = await gateway.start();

/** The peak memory since the last message when the system can reset it, else since the start. */
function peakBytes() {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'));
    writeFileSync('/proc/self/clear_refs', '5');
    return kilobytes * 1024;
  } catch {
    return process.resourceUsage().maxRSS * 1024;
  }
}

const used = () => {
  const { user, system } = process.cpuUsage();
  return { cpuMs: (user + system) / 1000, peakBytes: peakBytes(), nowBytes: process.memoryUsage.rss() };
};
process.on('message', () => process.send(used()));
process.on('disconnect', () => process.exit());
process.send({ url });
