/** A piece of prose and where it stands. */
export interface Prose {
  readonly path: string;
  readonly line: number;
  /** Code spans are still in their backticks. */
  readonly text: string;
}

interface Rule {
  readonly name: string;
  readonly pattern: RegExp;
}

export const MAX_SENTENCE_WORDS = 25;

/** Words with a plainer or more exact replacement (CONTRIBUTING.md); words that also have good uses are missing here. */
const RULES: readonly Rule[] = [
  { name: 'write "return", "respond" or "response", not "answer"', pattern: /\banswer(?:s|ed|ing)?\b/i },
  {
    name: 'write "report", "log", "return" or "state", not "tell"',
    pattern: /\b(?:tells?|told|telling)\b(?! (?:which|whether|apart)\b)/i,
  },
  { name: 'write "report", "state" or "name", not "say"', pattern: /\b(?:says?|said|saying)\b/i },
  {
    name: 'write "request" or "require", not "ask"',
    pattern: /\bask(?:s|ed|ing)?\b(?! (?:the|your) (?:operator|(?:account )?owner)\b| Cloudflare\b| PagerDuty\b)/i,
  },
  { name: 'write "cache" or "keep", not "remember"', pattern: /\bremember(?:s|ed|ing)?\b/i },
  { name: 'write "receive" or "respond", not "hear"', pattern: /\b(?:hears?|heard|hearing)\b/i },
  { name: 'write "discard" or "drop", not "forget"', pattern: /\bforg[eo]t(?:s|ten|ting)?\b/i },
  { name: 'write "check first", not "look again"', pattern: /\b(?:look(?:s|ed|ing)? again|after looking)\b/i },
  { name: 'write "in flight", not "under way"', pattern: /\bunder ?way\b/i },
  { name: 'write "response", not "news"', pattern: /\bnews\b/i },
  { name: 'write "default", not "usual"', pattern: /\busual\b/i },
  {
    name: 'write "invalid X", not "is no X"',
    pattern: /(?<!\bthere )\b(?:is|are|was|were|be) no (?!longer\b|more\b|later\b|earlier\b)/i,
  },
  { name: 'name what is wrong, not "is none"', pattern: /(?<!\b(?:there|must) )\b(?:is|are|was|were|be) none\b/i },
  { name: 'name the caller or the user, not "whom"', pattern: /\bwhom\b/i },
  { name: 'write "because" or "so that", not "lest"', pattern: /\blest\b/i },
  {
    name: 'write "because", not "for"',
    pattern: /[,;] for (?:it|they|there|nobody|nothing|he|she|we|you|who|what|this|these|that|those) \w+/i,
  },
  { name: 'start a new sentence, not "be it"', pattern: /\bbe it\b/i },
  {
    name: 'write "its own", not "of its own"',
    pattern:
      /\bof (?:its|their|his|her|one’s|one's) own(?=[.,;:)!?]|$| (?:and|or|for|in|so|that|which|beside|with|to)\b)/i,
  },
  { name: 'name the limit, not "as far as"', pattern: /\b(?:as|so) far as\b/i },
  { name: 'name the effect, not "so that nobody"', pattern: /\bso that nobody\b/i },
  {
    name: 'write "therefore" or start a sentence, not "hence"',
    pattern: /\b(?:hence|thereby|whereby|thereof|wherein)\b/i,
  },
  { name: 'upstreams are unavailable, not ill', pattern: /\b(?:ill|sick)\b/i },
  {
    name: 'two negatives make the reader count',
    pattern: /\bnot (?:without|un(?:common|usual|like|reasonable|necessar|able|aware|important)\w*)\b/i,
  },
];

/** Text without markup: a code span becomes one word, a link its text, and emphasis disappears. */
export function withoutMarkup(text: string): string {
  return text
    .replace(/``[^`]+``|`[^`]*`/g, 'code')
    .replace(/<!--.*?-->/g, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/https?:\/\/\S+/g, 'URL')
    .replace(/[*_]{1,2}(\S(?:[^*_]*\S)?)[*_]{1,2}/g, '$1');
}

const isWord = (part: string) => /[\p{L}\p{N}]/u.test(part);

/** Sentences by their ends; a colon in front of a list or an example ends one too. */
export function sentencesIn(text: string): string[] {
  return text.split(/(?<=[.!?:]["”’)]*)\s+/).filter((sentence) => sentence.trim() !== '');
}

export const countWords = (sentence: string): number => sentence.split(/[\s—–]+/).filter(isWord).length;

/** What the rules find in a text, as `path:line: rule: "the place"`. */
export function findViolations({ path, line, text }: Prose): string[] {
  const plain = withoutMarkup(text);
  const words = RULES.flatMap(({ name, pattern }) => {
    const found = pattern.exec(plain);
    return found ? [`${path}:${line}: ${name}: "${excerpt(plain, found.index)}"`] : [];
  });
  const long = sentencesIn(plain)
    .filter((sentence) => countWords(sentence) > MAX_SENTENCE_WORDS)
    .map((sentence) => `${path}:${line}: ${countWords(sentence)} words in a sentence: "${excerpt(sentence, 0)}"`);
  return [...words, ...long];
}

const excerpt = (text: string, at: number): string =>
  text
    .slice(Math.max(0, at - 25), at + 55)
    .replace(/\s+/g, ' ')
    .trim();
