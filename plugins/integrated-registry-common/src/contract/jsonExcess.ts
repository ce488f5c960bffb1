const [QUOTE, BACKSLASH, COMMA, COLON] = Array.from('"\\,:', code);
const [OPEN_LIST, OPEN_OBJECT] = Array.from('[{', code);
const [CLOSE_LIST, CLOSE_OBJECT] = Array.from(']}', code);

/** How much JSON may hold. @public */
export interface JsonLimits {
  /** Levels of lists and objects. */
  nesting: number;
  /** Values, names of fields, lists and objects, all together. */
  values: number;
}

/**
 * Which limit JSON goes beyond, found without taking it apart: what is parsed costs up to thirty times
 * its size in memory. Bytes that are not JSON are left to the parser.
 *
 * @public
 */
export function findJsonExcess(
  json: Uint8Array,
  limits: JsonLimits,
): keyof JsonLimits | undefined {
  let nesting = 0;
  let values = 1;
  for (let at = 0; at < json.length; at++) {
    switch (json[at]) {
      case QUOTE:
        at = endOfText(json, at);
        break;
      case OPEN_LIST:
      case OPEN_OBJECT:
        nesting += 1;
        values += 1;
        if (nesting > limits.nesting) {
          return 'nesting';
        }
        break;
      case CLOSE_LIST:
      case CLOSE_OBJECT:
        nesting -= 1;
        break;
      case COMMA:
      case COLON:
        values += 1;
        break;
      default:
    }
    if (values > limits.values) {
      return 'values';
    }
  }
  return undefined;
}

function endOfText(json: Uint8Array, start: number): number {
  for (let at = start + 1; at < json.length; at++) {
    if (json[at] === BACKSLASH) {
      at += 1;
    } else if (json[at] === QUOTE) {
      return at;
    }
  }
  return json.length;
}

function code(character: string): number {
  return character.charCodeAt(0);
}
