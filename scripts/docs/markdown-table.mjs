// Markdown tables.

const row = (cells) => `| ${cells.join(' | ')} |`;

/**
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 */
export function markdownTable(head, rows) {
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
}
