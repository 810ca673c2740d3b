/** Deeper than anything an upstream sends; once parsed, each level of a hostile answer costs sixty times the memory of its bracket. */
const DEEPEST = 500;

/** Shorter texts are not deep enough to harm: 30 MB, given back at once. */
const HARMLESS_BYTES = 524_288;

/** How deep a text is nested if it is JSON, known before it is parsed and while its pieces come. */
export class Nesting {
  private readonly unread: Uint8Array[] = [];
  private size = 0;
  private depth = 0;
  private isInString = false;
  private isEscaped = false;

  /** Whether the text, as far as it goes with this next piece of it, is longer than 512 KiB and goes 500 levels deep. */
  isTooDeepWith(piece: Uint8Array): boolean {
    this.size += piece.length;
    this.unread.push(piece);
    return this.size > HARMLESS_BYTES && this.unread.splice(0).some((next) => this.goesTooDeepIn(next));
  }

  /** Counts brackets outside of strings; none of these bytes is ever a part of another letter in UTF-8. */
  private goesTooDeepIn(piece: Uint8Array): boolean {
    let { depth, isInString, isEscaped } = this;
    for (let at = 0; at < piece.length; at += 1) {
      const byte = piece[at];
      if (isEscaped) isEscaped = false;
      else if (byte === QUOTE) isInString = !isInString;
      else if (isInString) isEscaped = byte === BACKSLASH;
      else if (byte === OPEN_LIST || byte === OPEN_OBJECT) depth += 1;
      else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth -= 1;
      if (depth > DEEPEST) return true;
    }
    Object.assign(this, { depth, isInString, isEscaped });
    return false;
  }
}

const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x22, 0x5c, 0x5b, 0x5d, 0x7b, 0x7d];
