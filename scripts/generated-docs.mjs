// The parts of the README that are printed from the code. `npm run readme` writes them; a test compares them.

const UPSTREAMS = { PAGERDUTY: 'PagerDuty', CLOUDFLARE: 'Cloudflare' };

/**
 * The README with every printed part made anew: whatever stands between `<!-- name -->` and `<!-- /name -->`. The
 * proofs and the bench stay as they are: the runs that take minutes write them themselves.
 *
 * @param {string} text the README
 * @param {{ catalog: object, answers: readonly object[], breakdowns: object, policy: object, transientStatuses: readonly number[], endpoints: Readonly<Record<string, object>>, userErrorCodes: readonly string[], gatewayErrorCodes: readonly string[], operation: (name: string) => string }} source
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
  policy: ({ policy, transientStatuses }) => {
    const { attempts, pause, retryBudget, breaker, bulkhead, reserve } = policy;
    return table(
      ['what', 'how much'],
      [
        ['tries of one call', `at most ${attempts}, the first included`],
        [
          'after which answers',
          `HTTP ${transientStatuses.join(', ')}; no connection, a lost one, half a body, no answer in time`,
        ],
        [
          'pause before the next try',
          `what the upstream asks for; else a random part of ${seconds(pause.base * 2)}, then twice that, at most ${seconds(pause.longest)}`,
        ],
        ['repeats in hand', `${retryBudget.inHand} an account; ${1 / retryBudget.perSuccess} successes earn another`],
        [
          'breaker',
          `opens when more than ${percent(breaker.failures)} of at least ${breaker.calls} calls within ${seconds(breaker.windowMs)} failed; lets one try after ${seconds(breaker.openMs)}`,
        ],
        ['calls at once', `${bulkhead.atOnce} an account; ${bulkhead.waiting} more may wait for their turn`],
        [
          'kept for changes',
          `${percent(reserve.part)} of a known quota, at least ${reserve.least} calls; reads wait, and go at random moments within ${seconds(policy.spreadMs)} after the reset`,
        ],
      ],
    );
  },
  endpoints: ({ endpoints }) =>
    table(
      ['sent again', 'when', 'calls'],
      Object.entries(REPEATS).map(([word, when]) => [
        `\`${word}\``,
        when,
        Object.entries(endpoints)
          .map(([upstream, calls]) => callsOf(upstream, Object.values(calls), word))
          .filter(Boolean)
          .join('; '),
      ]),
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

const seconds = (ms) => `${ms / 1000} s`;
const percent = (part) => `${part * 100} %`;

const REPEATS = {
  freely: 'after every failure that may pass: repeating has no further effect',
  'if-not-executed': 'only when the call was surely not executed: no connection, or a 429',
  'after-looking': 'never by itself: first the gateway reads how things stand',
};

/** The calls of one upstream that may be sent again so; reads in one word, for they all may. */
function callsOf(upstream, endpoints, word) {
  const these = endpoints.filter(({ retry }) => retry === word);
  const writes = these.filter(({ effect }) => effect === 'write').map(({ name }) => `\`${name}\``);
  const reads = these.some(({ effect }) => effect === 'read') ? ['every read'] : [];
  return these.length > 0 && `${upstream}: ${[...reads, ...writes].join(', ')}`;
}

function condition({ statuses, codes, says, endpoints, absent }) {
  const parts = [
    statuses && `HTTP ${statuses.map((status) => (status < 10 ? `${status}xx` : status)).join(', ')}`,
    codes && `code ${codes.join(', ')}`,
    says && `words \`${says.source.replaceAll('|', '\\|')}\``,
    absent === 'feature' && 'on lists and fixed addresses',
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
