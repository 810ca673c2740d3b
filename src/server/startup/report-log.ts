import type { FastifyBaseLogger } from 'fastify';
import type { Finding, Report, Verdict } from './finding.js';

/** One line for all that is fine, and one for each note and problem. A problem is a warning: the gateway serves all the same. */
export function logReport(log: Pick<FastifyBaseLogger, 'info' | 'warn'>, { findings, ...whose }: Report): void {
  const told = (verdict: Verdict) => findings.filter((one) => one.verdict === verdict).map(inWords);
  const problems = told('PROBLEM').length;
  log.info({ ...whose, problems, ok: told('OK'), notChecked: told('NOT CHECKED') }, 'Configuration checked');
  for (const { what, verdict, told: reason, remedy, code } of findings) {
    if (verdict !== 'NOTE' && verdict !== 'PROBLEM') continue;
    const details = { ...whose, check: what, ...(code && { code }), reason, remedy };
    log.warn(details, `Configuration check: ${verdict.toLowerCase()}`);
  }
}

function inWords({ what, told }: Finding): string {
  return `${what}: ${told}`;
}
