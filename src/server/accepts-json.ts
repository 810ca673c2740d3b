/** What an answer can be, as Apollo names it. */
const TYPES = ['application/json', 'application/graphql-response+json'];

interface Range {
  readonly type: string;
  readonly quality: number;
  /** Of parameters there is one that is right. */
  readonly isRight: boolean;
}

/**
 * Whether an `accept` header takes an answer of this gateway. To be asked before anything runs: Apollo looks only when it
 * has the answer, and a mutation would be done and then refused.
 *
 * @param accept the request's header; without it everything is taken
 */
export function acceptsJson(accept = '*/*'): boolean {
  const ranges = accept
    .replaceAll(/"(?:[^"\\]|\\.)*"/g, (quoted) => (/^"utf-8"$/i.test(quoted) ? 'utf-8' : 'other'))
    .split(',')
    .map(rangeOf)
    .filter(({ isRight }) => isRight);
  return TYPES.some((type) => qualityOf(type, ranges) > 0);
}

function rangeOf(text: string): Range {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.find((one) => /^q\s*=/.test(one));
  const others = parameters.filter((one) => one !== quality && one !== '');
  return {
    type,
    quality: quality === undefined ? 1 : Number.parseFloat(quality.replace(/^q\s*=\s*/, '')),
    isRight: others.every((one) => /^charset\s*=\s*utf-8$/.test(one)),
  };
}

/** That of the range which says most exactly what is meant. */
function qualityOf(type: string, ranges: readonly Range[]): number {
  for (const name of [type, 'application/*', '*/*']) {
    const qualities = ranges.filter((range) => range.type === name).map(({ quality }) => quality);
    if (qualities.length > 0) return Math.max(...qualities);
  }
  return 0;
}
