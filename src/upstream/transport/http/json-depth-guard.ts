/** Deeper than anything an upstream sends; once parsed, each level of a hostile answer costs sixty times the memory of its bracket. */
const MAX_JSON_DEPTH = 500;

/** Shorter texts are not deep enough to harm: 30 MB, given back at once. */
const MIN_CHECKED_BYTES = 524_288;

/** How deep a text is nested if it is JSON, known before it is parsed and while its pieces come. */
export class JsonDepthGuard {
  private readonly unscanned: Uint8Array[] = [];
  private size = 0;
  private depth = 0;
  private isInString = false;
  private isEscaped = false;

  /** Whether the text, as far as it goes with this next piece of it, is longer than 512 KiB and goes 500 levels deep. */
  exceeds(chunk: Uint8Array): boolean {
    this.size += chunk.length;
    this.unscanned.push(chunk);
    return this.size > MIN_CHECKED_BYTES && this.unscanned.splice(0).some((next) => this.scan(next));
  }

  /** Counts brackets outside of strings; none of these bytes is ever a part of another letter in UTF-8. */
  private scan(chunk: Uint8Array): boolean {
    let { depth, isInString, isEscaped } = this;
    for (let index = 0; index < chunk.length; index += 1) {
      const byte = chunk[index];
      if (isEscaped) isEscaped = false;
      else if (byte === QUOTE) isInString = !isInString;
      else if (isInString) isEscaped = byte === BACKSLASH;
      else if (byte === OPEN_LIST || byte === OPEN_OBJECT) depth += 1;
      else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth -= 1;
      if (depth > MAX_JSON_DEPTH) return true;
    }
    Object.assign(this, { depth, isInString, isEscaped });
    return false;
  }
}

const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x22, 0x5c, 0x5b, 0x5d, 0x7b, 0x7d];
