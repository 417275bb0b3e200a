/**
 * A small reader of well-formed XML: elements, attributes, text, CDATA. Namespace prefixes are dropped, comments and
 * processing instructions skipped, a document type refused. Whether the document follows a schema is asked elsewhere.
 */

/** An element, its prefix dropped. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Its own text, trimmed. */
  readonly text: string;
}

interface OpenElement {
  readonly qualifiedName: string;
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: XmlElement[];
  text: string;
}

const TOKEN =
  /<!--[^]*?-->|<\?[^]*?\?>|<!\[CDATA\[([^]*?)\]\]>|<\/([^\s>]+)\s*>|<([^\s/>!?]+)((?:\s+[^\s=>/]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/gy;
const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
};
const ELEMENTS_OPEN_MAX = 100;

/** The root element; undefined when the text is not well-formed. */
export function parseXml(text: string): XmlElement | undefined {
  const document: OpenElement = start('#document', '');
  const open: OpenElement[] = [document];
  const token = new RegExp(TOKEN);
  const begin = text.startsWith('\ufeff') ? 1 : 0;
  for (token.lastIndex = begin; token.lastIndex < text.length;) {
    const found = token.exec(text);
    const parent = open.at(-1);
    if (!found || !parent || open.length > ELEMENTS_OPEN_MAX) return undefined;
    const [, cdata, closed, opened, attributes = '', selfClosed, plain] = found;
    if (cdata !== undefined) parent.text += cdata;
    if (plain !== undefined) parent.text += unescape(plain);
    if (closed !== undefined) {
      if (open.pop()?.qualifiedName !== closed) return undefined;
      open.at(-1)?.children.push(finish(parent));
    }
    if (opened !== undefined) {
      const element = start(opened, attributes);
      if (selfClosed === '/') parent.children.push(finish(element));
      else open.push(element);
    }
  }
  const [root, ...others] = document.children;
  return open.length === 1 && others.length === 0 ? root : undefined;
}

/** The elements that a path of names leads to. */
export function allAt(element: XmlElement, ...path: readonly string[]): readonly XmlElement[] {
  return path.reduce<readonly XmlElement[]>(
    (found, name) => found.flatMap((each) => each.children.filter((child) => child.name === name)),
    [element],
  );
}

/** The text of the first element that a path leads to; undefined when absent or blank. */
export function textAt(element: XmlElement, ...path: readonly string[]): string | undefined {
  const [first] = allAt(element, ...path);
  return first && first.text !== '' ? first.text : undefined;
}

function start(qualifiedName: string, attributes: string): OpenElement {
  const element: OpenElement = {
    qualifiedName,
    name: qualifiedName.slice(qualifiedName.indexOf(':') + 1),
    attributes: {},
    children: [],
    text: '',
  };
  for (const [, name = '', quoted, single] of attributes.matchAll(ATTRIBUTE)) {
    element.attributes[name] = unescape(quoted ?? single ?? '');
  }
  return element;
}

function finish({ name, attributes, children, text }: OpenElement): XmlElement {
  return { name, attributes, children, text: text.trim() };
}

function unescape(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(\w+));/g,
    (whole, hex, decimal, name) => {
      if (name !== undefined) return ENTITIES[String(name)] ?? whole;
      const code = hex === undefined ? Number(decimal) : parseInt(String(hex), 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}
