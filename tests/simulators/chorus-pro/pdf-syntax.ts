/**
 * PDF's object syntax (ISO 32000-1 §7.2 and §7.3), read from text in which one character stands for one byte. Comes in: a
 * text and a place in it; goes out: the object that stands there. Strings stay bytes; nothing is resolved here.
 */

/** A PDF object. A reference is not followed; a stream gives only where its bytes begin. */
export type PdfValue =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name'; readonly text: string }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'reference'; readonly object: number }
  | { readonly kind: 'list'; readonly items: readonly PdfValue[] }
  | PdfDictionary
  | { readonly kind: 'other' };

/** A PDF dictionary. */
export interface PdfDictionary {
  readonly kind: 'dictionary';
  readonly entries: ReadonlyMap<string, PdfValue>;
}

/** The file is not the PDF that it says it is. The message says where reading stopped. */
export class UnreadablePdf extends Error {}

const NESTING_MAX = 64;
const SPACE = /[\0\t\n\f\r ]/;
const END_OF_WORD = /[\0\t\n\f\r ()<>[\]{}/%]/;
const REFERENCE = /(\d{1,10})[\0\t\n\f\r ]+(\d{1,5})[\0\t\n\f\r ]+R(?![A-Za-z0-9])/y;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** Reads objects one after another. */
export class PdfScanner {
  readonly text: string;
  at: number;
  #depth = 0;

  constructor(text: string, at: number) {
    this.text = text;
    this.at = at;
  }

  /** The next object; every kind of bracket must be closed. */
  value(): PdfValue {
    if (++this.#depth > NESTING_MAX) throw new UnreadablePdf('objects nested too deep');
    try {
      return this.#value();
    } finally {
      this.#depth -= 1;
    }
  }

  /** Goes over white space and comments. */
  skipSpace(): void {
    for (;;) {
      while (this.at < this.text.length && SPACE.test(this.text.charAt(this.at))) this.at += 1;
      if (this.text.charAt(this.at) !== '%') return;
      while (this.at < this.text.length && !/[\r\n]/.test(this.text.charAt(this.at))) this.at += 1;
    }
  }

  /** Takes a keyword when it comes next. */
  take(keyword: string): boolean {
    this.skipSpace();
    if (!this.text.startsWith(keyword, this.at)) return false;
    this.at += keyword.length;
    return true;
  }

  /** A whole number that must come next. */
  integer(): number {
    const value = this.value();
    if (value.kind === 'number' && Number.isSafeInteger(value.value)) return value.value;
    throw new UnreadablePdf(`a whole number was expected at byte ${this.at}`);
  }

  #value(): PdfValue {
    this.skipSpace();
    const first = this.text.charAt(this.at);
    if (first === '') throw new UnreadablePdf('the file ends inside an object');
    if (first === '/') return this.#name();
    if (first === '(') return this.#literal();
    if (first === '[') return this.#list();
    if (first === '<')
      return this.text.charAt(this.at + 1) === '<' ? this.#dictionary() : this.#hex();
    return this.#reference() ?? this.#word();
  }

  #reference(): PdfValue | undefined {
    REFERENCE.lastIndex = this.at;
    const found = REFERENCE.exec(this.text);
    if (!found) return undefined;
    this.at = REFERENCE.lastIndex;
    return { kind: 'reference', object: Number(found[1]) };
  }

  #word(): PdfValue {
    const word = this.#plain();
    if (word === '') throw new UnreadablePdf(`unexpected character at byte ${this.at}`);
    const value = Number(word);
    return Number.isNaN(value) ? { kind: 'other' } : { kind: 'number', value };
  }

  #plain(): string {
    const start = this.at;
    while (this.at < this.text.length && !END_OF_WORD.test(this.text.charAt(this.at))) this.at += 1;
    return this.text.slice(start, this.at);
  }

  #name(): PdfValue {
    this.at += 1;
    const text = this.#plain().replace(/#([0-9A-Fa-f]{2})/g, (_, code: string) =>
      String.fromCharCode(parseInt(code, 16)),
    );
    return { kind: 'name', text };
  }

  #list(): PdfValue {
    this.at += 1;
    const items: PdfValue[] = [];
    while (!this.take(']')) items.push(this.value());
    return { kind: 'list', items };
  }

  #dictionary(): PdfDictionary {
    this.at += 2;
    const entries = new Map<string, PdfValue>();
    while (!this.take('>>')) {
      const key = this.value();
      if (key.kind !== 'name') throw new UnreadablePdf(`a name was expected at byte ${this.at}`);
      entries.set(key.text, this.value());
    }
    return { kind: 'dictionary', entries };
  }

  #hex(): PdfValue {
    const end = this.text.indexOf('>', this.at);
    if (end < 0) throw new UnreadablePdf('a hexadecimal string without end');
    const digits = this.text.slice(this.at + 1, end).replace(/[^0-9A-Fa-f]/g, '');
    this.at = end + 1;
    const even = digits.length % 2 === 0 ? digits : `${digits}0`;
    return { kind: 'string', text: Buffer.from(even, 'hex').toString('latin1') };
  }

  #literal(): PdfValue {
    let text = '';
    let open = 1;
    for (this.at += 1; this.at < this.text.length; this.at += 1) {
      const character = this.text.charAt(this.at);
      if (character === '\\') {
        text += this.#escape();
        continue;
      }
      if (character === '(') open += 1;
      if (character === ')' && --open === 0) {
        this.at += 1;
        return { kind: 'string', text };
      }
      text += character;
    }
    throw new UnreadablePdf('a string without end');
  }

  /** One escape; leaves `at` on its last character. */
  #escape(): string {
    const octal = /^[0-7]{1,3}/.exec(this.text.slice(this.at + 1, this.at + 4))?.[0];
    if (octal !== undefined) {
      this.at += octal.length;
      return String.fromCharCode(parseInt(octal, 8) & 255);
    }
    this.at += 1;
    const escaped = this.text.charAt(this.at);
    if (escaped === '\r' && this.text.charAt(this.at + 1) === '\n') this.at += 1;
    return /[\r\n]/.test(escaped) ? '' : (ESCAPES[escaped] ?? escaped);
  }
}
