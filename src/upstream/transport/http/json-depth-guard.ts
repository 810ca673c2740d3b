/** Deeper than any real response. Once parsed, each level of a hostile response costs sixty times the memory of its bracket. */
const MAX_JSON_DEPTH = 500;

/** Shorter texts need at most 30 MB, which is released at once. */
const MIN_CHECKED_BYTES = 524_288;

/** Measures the depth of JSON while its chunks arrive, before it is parsed. */
export class JsonDepthGuard {
  private readonly unscanned: Uint8Array[] = [];
  private size = 0;
  private depth = 0;
  private isInString = false;
  private isEscaped = false;

  /** Whether the text up to this chunk is longer than 512 KiB and deeper than 500 levels. */
  exceeds(chunk: Uint8Array): boolean {
    this.size += chunk.length;
    this.unscanned.push(chunk);
    return this.size > MIN_CHECKED_BYTES && this.unscanned.splice(0).some((next) => this.scan(next));
  }

  /** Counts brackets outside of strings; in UTF-8 these bytes are never part of another character. */
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
