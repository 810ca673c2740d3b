import { UPSTREAM_NAMES } from '../../faults/fault.js';
import type { Finding, Report } from './finding.js';

const WIDTH = 120;
const COLUMNS = { status: 13, check: 21 };
const PART_NAMES = { REDIS: 'Redis', OUTBOX: 'Outbox' };
const INDENT = 2 + COLUMNS.status + COLUMNS.check;

/** Formats the findings as plain text of at most 120 columns. */
export function formatReportTable(reports: readonly Report[]): string {
  return [...reports.flatMap((report) => [...formatSection(report), '']), formatSummary(reports)].join('\n');
}

function formatSection({ upstream, account, part, findings }: Report): readonly string[] {
  const other = part === undefined ? 'Callers' : PART_NAMES[part];
  const title = upstream === undefined ? other : `${UPSTREAM_NAMES[upstream]}, account ${account}`;
  return [title, ...findings.flatMap(formatRow)];
}

function formatRow({ status, check, message, remedy }: Finding): readonly string[] {
  const [first = '', ...others] = [...wrapText(message), ...(remedy === undefined ? [] : wrapText(`To do: ${remedy}`))];
  const begin = `  ${status.padEnd(COLUMNS.status)}${check.padEnd(COLUMNS.check)}`;
  return [begin + first, ...others.map((line) => ' '.repeat(INDENT) + line)];
}

/** Wraps at spaces, and within words that are longer than a line. Removes control characters. */
function wrapText(text: string): readonly string[] {
  const width = WIDTH - INDENT;
  const words = text.replace(/\p{C}+/gu, ' ').match(new RegExp(`\\S{1,${width}}`, 'gu')) ?? [];
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

function formatSummary(reports: readonly Report[]): string {
  const findings = reports.flatMap((report) => report.findings);
  const countWithStatus = (status: Finding['status'], one: string, many: string) => {
    const number = findings.filter((finding) => finding.status === status).length;
    return `${number} ${number === 1 ? one : many}`;
  };
  return `${countWithStatus('PROBLEM', 'problem', 'problems')}, ${countWithStatus('NOTE', 'note', 'notes')}. Nothing was changed.`;
}
