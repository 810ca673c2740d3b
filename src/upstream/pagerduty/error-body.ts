import type { UpstreamMessage } from '../../faults/fault.js';
import { asInteger, isObject, tryParseJson, extractPlainText } from '../../shared/json.js';

function createMessage(message: string, pointer?: string): UpstreamMessage {
  return pointer === undefined ? { message } : { message: `${pointer}: ${message}`, pointer };
}

/** A text, an object with a `message`, or a list of these; anything else yields no message. */
function toMessages(value: unknown, pointer?: string): UpstreamMessage[] {
  if (typeof value === 'string') return value === '' ? [] : [createMessage(value, pointer)];
  if (Array.isArray(value))
    return value.filter((item) => !Array.isArray(item)).flatMap((item) => toMessages(item, pointer));
  if (isObject(value) && typeof value['message'] === 'string') return [createMessage(value['message'], pointer)];
  return [];
}

/** `errors` of the documented envelope: a list, a text, or a map from field paths to texts. */
function toDetailMessages(errors: unknown): UpstreamMessage[] {
  if (!isObject(errors)) return toMessages(errors);
  return Object.entries(errors).flatMap(([field, texts]) => toMessages(texts, field));
}

function toMainMessage(error: Readonly<Record<string, unknown>>): UpstreamMessage[] {
  const code = asInteger(error['code']);
  const message = error['message'];
  if (typeof message !== 'string' || message === '')
    return code === undefined ? [] : [{ code, message: `Code ${code}` }];
  return [code === undefined ? { message } : { code, message }];
}

/**
 * Reads the errors of a response in any of PagerDuty's envelopes (docs/upstream-quirks.md, PagerDuty: error bodies): code
 * and message first, then each detail. Empty for a web page, an empty or a cut-off body.
 */
export function readErrorBody(text: string): UpstreamMessage[] {
  const body = tryParseJson(text);
  if (body === undefined) return toMessages(extractPlainText(text));
  const error = isObject(body) ? body['error'] : body;
  return isObject(error) ? [...toMainMessage(error), ...toDetailMessages(error['errors'])] : toMessages(error);
}
