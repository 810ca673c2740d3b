import type { Finding, Report } from './finding.js';

const WIDTH = 120;
const COLUMNS = { verdict: 13, what: 21 };
const INDENT = 2 + COLUMNS.verdict + COLUMNS.what;

const NAMES = { PAGERDUTY: 'PagerDuty', CLOUDFLARE: 'Cloudflare' };

/** What was found, as plain text of at most 120 columns. */
export function reportTable(reports: readonly Report[]): string {
  return [...reports.flatMap((report) => [...section(report), '']), summary(reports)].join('\n');
}

function section({ upstream, account, findings }: Report): readonly string[] {
  const title = upstream === undefined ? 'Callers' : `${NAMES[upstream]}, account ${account}`;
  return [title, ...findings.flatMap(row)];
}

function row({ verdict, what, told, remedy }: Finding): readonly string[] {
  const [first = '', ...others] = [...wrapped(told), ...(remedy === undefined ? [] : wrapped(`To do: ${remedy}`))];
  const begin = `  ${verdict.padEnd(COLUMNS.verdict)}${what.padEnd(COLUMNS.what)}`;
  return [begin + first, ...others.map((line) => ' '.repeat(INDENT) + line)];
}

/** Lines of whole words; a word that is longer than a line is cut. What a terminal would obey is taken out. */
function wrapped(text: string): readonly string[] {
  const room = WIDTH - INDENT;
  const words = text.replace(/\p{C}+/gu, ' ').match(new RegExp(`\\S{1,${room}}`, 'gu')) ?? [];
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > room) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

function summary(reports: readonly Report[]): string {
  const findings = reports.flatMap((report) => report.findings);
  const count = (verdict: Finding['verdict'], one: string, many: string) => {
    const number = findings.filter((finding) => finding.verdict === verdict).length;
    return `${number} ${number === 1 ? one : many}`;
  };
  return `${count('PROBLEM', 'problem', 'problems')}, ${count('NOTE', 'note', 'notes')}. Nothing was changed anywhere.`;
}
