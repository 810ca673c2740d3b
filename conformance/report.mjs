// The outcome of a run as Markdown, for the terminal and the README.

/**
 * @typedef {object} Row
 * @property {string} suite
 * @property {number} cases
 * @property {number} passed
 * @property {string} [remark]
 * @property {readonly { name: string, reason: string }[]} [exceptions] numbered below the table
 */

/**
 * @param {readonly Row[]} rows
 * @param {number} seconds
 */
export function report(rows, seconds) {
  const exceptions = rows.flatMap((row) => row.exceptions ?? []);
  const numbered = ({ exceptions: [first, ...more] = [] }) =>
    first && `exceptions ${exceptions.indexOf(first) + 1} to ${exceptions.indexOf(first) + 1 + more.length}`;
  const lines = rows.map((row) =>
    line([row.suite, row.cases, row.passed, [row.remark, numbered(row)].filter(Boolean).join('; ')]),
  );
  return [
    `Run on ${new Date().toISOString().slice(0, 10)} with Node.js ${process.versions.node}, in ${seconds} s:`,
    '',
    line(['suite', 'cases', 'passed', 'remarks']),
    line(['---', '--:', '--:', '---']),
    ...lines,
    ...(exceptions.length > 0
      ? [
          '',
          'Exceptions: what the APIs do and the documents do not say (the reasons name our notes on the real APIs):',
          '',
        ]
      : []),
    ...exceptions.map(({ name, reason }, index) => `${index + 1}. ${name} (${reason})`),
  ].join('\n');
}

const line = (cells) => `| ${cells.join(' | ')} |`;

/** The README with the report in its place. */
export function readmeWith(readme, text) {
  return readme.replace(/(<!-- proofs -->\n)[^]*(\n<!-- \/proofs -->)/, (_, begin, end) => `${begin}\n${text}\n${end}`);
}
