/** What takes text, such as standard output. */
interface Sink {
  write(text: string): unknown;
}

/**
 * Hands on together what is written within one turn of the event loop: a write for each line costs as much as a small
 * answer. Nothing is kept back longer, nor lost when the process exits.
 */
export function gathered(sink: Sink): Sink {
  let lines = '';
  const handOn = () => {
    if (lines === '') return;
    const text = lines;
    lines = '';
    sink.write(text);
  };
  process.on('exit', handOn);
  return {
    write(line) {
      if (lines === '') setImmediate(handOn);
      lines += line;
    },
  };
}
