import type { FastifyBaseLogger } from 'fastify';
import type { Finding, Report, FindingStatus } from './finding.js';

/** Logs one line per report, and a warning for each note and problem. A problem does not stop the gateway. */
export function logReport(log: Pick<FastifyBaseLogger, 'info' | 'warn'>, { findings, ...target }: Report): void {
  const formatWithStatus = (status: FindingStatus) =>
    findings.filter((one) => one.status === status).map(formatFinding);
  const problems = formatWithStatus('PROBLEM').length;
  log.info(
    { ...target, problems, ok: formatWithStatus('OK'), notChecked: formatWithStatus('NOT CHECKED') },
    'Configuration checked',
  );
  for (const { check, status, message: reason, remedy, code } of findings) {
    if (status !== 'NOTE' && status !== 'PROBLEM') continue;
    const details = { ...target, check, ...(code && { code }), reason, remedy };
    log.warn(details, `Configuration check: ${status.toLowerCase()}`);
  }
}

function formatFinding({ check, message }: Finding): string {
  return `${check}: ${message}`;
}
