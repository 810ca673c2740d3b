// The parts of the README that are printed from the code. `npm run readme` writes them; a test compares them.

const UPSTREAMS = { PAGERDUTY: 'PagerDuty', CLOUDFLARE: 'Cloudflare' };

/**
 * The README with every printed part made anew: whatever stands between `<!-- name -->` and `<!-- /name -->`. The
 * proofs and the bench stay as they are: the runs that take minutes write them themselves.
 *
 * @param {string} text the README
 * @param {{ catalog: object, answers: readonly object[], breakdowns: object, userErrorCodes: readonly string[], gatewayErrorCodes: readonly string[], operation: (name: string) => string }} source
 */
export function filledReadme(text, source) {
  return text.replace(/<!-- ([a-z-]+(?::[a-z-]+)?) -->\n[^]*?<!-- \/\1 -->/g, (whole, name) => {
    const [part, argument] = name.split(':');
    if (part === 'proofs' || part === 'bench') return whole;
    return `<!-- ${name} -->\n\n${PARTS[part](source, argument)}\n\n<!-- /${name} -->`;
  });
}

const PARTS = {
  codes: ({ catalog, userErrorCodes, gatewayErrorCodes }) =>
    table(
      ['code', 'where', 'what it means', 'what to do', 'repeat?'],
      Object.entries(catalog).map(([code, { description, remedy, retryable }]) => {
        const places = [
          userErrorCodes.includes(code) ? '`userErrors`' : '',
          gatewayErrorCodes.includes(code) ? '`errors`' : '',
        ];
        return [`\`${code}\``, places.filter(Boolean).join(', '), description, remedy, retryable ? 'yes' : 'no'];
      }),
    ),
  answers: ({ answers, breakdowns }) =>
    table(
      ['from', 'what comes', 'becomes'],
      [
        ...answers.map((rule) => [UPSTREAMS[rule.upstream] ?? 'either', condition(rule), becomes(rule)]),
        ...Object.entries(breakdowns).map(([name, row]) => ['either', `no answer: ${name}`, `\`${row.becomes}\``]),
      ],
    ),
  operation: ({ operation }, name) => {
    const [comment, ...lines] = operation(name).trim().split('\n');
    const document = lines.filter((line) => !line.startsWith('# variables:')).join('\n');
    const variables = /^# variables:(.*)$/m.exec(operation(name))?.[1];
    const given = variables === undefined ? '' : ` with \`${variables.trim()}\``;
    const link = `[\`schema/operations/${name}.graphql\`](schema/operations/${name}.graphql)`;
    return `${comment.replace(/^# /, '')}\n${link}${given}\n\n\`\`\`graphql\n${document}\n\`\`\``;
  },
};

function condition({ statuses, codes, says, endpoints }) {
  const parts = [
    statuses && `HTTP ${statuses.map((status) => (status < 10 ? `${status}xx` : status)).join(', ')}`,
    codes && `code ${codes.join(', ')}`,
    says && `words \`${says.source.replaceAll('|', '\\|')}\``,
    endpoints && `on ${endpoints.map((name) => `\`${name}\``).join(', ')}`,
  ];
  return parts.filter(Boolean).join('; ');
}

function becomes({ becomes: kind, alreadyDone }) {
  return alreadyDone ? 'success, `changed: false`' : `\`${kind}\``;
}

const line = (cells) => `| ${cells.join(' | ')} |`;

function table(head, rows) {
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
