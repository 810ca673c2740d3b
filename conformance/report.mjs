// The result of a run as Markdown, for the terminal and docs/conformance.md.

/**
 * @typedef {object} Row
 * @property {string} suite
 * @property {number} cases
 * @property {number} passed
 * @property {string} [remark]
 * @property {readonly { name: string, reason: string }[]} [deviations] numbered below the table
 */

/**
 * @param {readonly Row[]} rows
 * @param {number} seconds
 */
export function formatReport(rows, seconds) {
  const deviations = rows.flatMap((row) => row.deviations ?? []);
  const numbersOf = ({ deviations: [first, ...more] = [] }) =>
    first && `deviations ${deviations.indexOf(first) + 1} to ${deviations.indexOf(first) + 1 + more.length}`;
  const lines = rows.map((row) =>
    toLine([row.suite, row.cases, row.passed, [row.remark, numbersOf(row)].filter(Boolean).join('; ')]),
  );
  return [
    `Run on ${new Date().toISOString().slice(0, 10)} with Node.js ${process.versions.node}, in ${seconds} s:`,
    '',
    toLine(['suite', 'cases', 'passed', 'remarks']),
    toLine(['---', '--:', '--:', '---']),
    ...lines,
    ...(deviations.length > 0 ? ['', 'Deviations of the APIs from their OpenAPI documents:', ''] : []),
    ...deviations.map(({ name, reason }, index) => `${index + 1}. ${name} (${reason})`),
  ].join('\n');
}

const toLine = (cells) => `| ${cells.join(' | ')} |`;

/** The page with the report between its markers. */
export function insertReport(page, text) {
  const block = /(<!-- conformance -->\n)[^]*(\n<!-- \/conformance -->)/;
  return page.replace(block, (_, begin, end) => `${begin}\n${text}\n${end}`);
}
