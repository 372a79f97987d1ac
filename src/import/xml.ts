/** An XML text that cannot be used, and why. */
export class XmlFault extends Error {}

/** What a reader of XML is told, in order; names come without their namespace. */
export interface XmlHandler {
  open(name: string, attribute: (name: string) => string | undefined): void;
  close(name: string): void;
  text(text: string): void;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const decoded = (text: string): string =>
  text.includes('&')
    ? text.replace(/&([^;&]*);?/g, (whole, name: string) => {
        const number = /^#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}))$/.exec(name);
        const code =
          number === null
            ? Number.NaN
            : Number.parseInt(number[1] ?? number[2] ?? '', number[1] === undefined ? 10 : 16);
        const found = code <= 0x10ffff ? String.fromCodePoint(code) : ENTITIES[name];
        if (found === undefined) throw new XmlFault(`it holds ${whole.slice(0, 20)}, which is not known`);
        return found;
      })
    : text;

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** The end of a tag; a `>` in an attribute's value does not close it. */
const tagEnd = (xml: string, from: number): number => {
  let at = from;
  for (;;) {
    const close = xml.indexOf('>', at);
    if (close < 0) throw new XmlFault('a tag is not closed');
    const inside = xml.slice(from, close);
    if ((inside.split('"').length - 1) % 2 === 0) return close;
    at = close + 1;
  }
};

/**
 * Reads XML from start to end. Document types are refused, so that no entity can grow; comments and instructions are
 * passed over.
 *
 * @throws XmlFault
 */
export const readXml = (xml: string, handler: XmlHandler): void => {
  const open: string[] = [];
  let at = xml.startsWith('\uFEFF') ? 1 : 0;
  const skipTo = (end: string): void => {
    const found = xml.indexOf(end, at);
    if (found < 0) throw new XmlFault(`${end} is missing`);
    at = found + end.length;
  };
  while (at < xml.length) {
    const tag = xml.indexOf('<', at);
    if (tag !== at) handler.text(decoded(xml.slice(at, tag < 0 ? xml.length : tag)));
    if (tag < 0) break;
    at = tag;
    if (xml.startsWith('<!--', at)) skipTo('-->');
    else if (xml.startsWith('<![CDATA[', at)) {
      const start = at + 9;
      skipTo(']]>');
      handler.text(xml.slice(start, at - 3));
    } else if (xml.startsWith('<!', at))
      throw new XmlFault('it holds a document type, which no workbook needs');
    else if (xml.startsWith('<?', at)) skipTo('?>');
    else {
      const end = tagEnd(xml, at + 1);
      const isClosing = xml[at + 1] === '/';
      const isEmpty = xml[end - 1] === '/';
      const inside = xml.slice(at + (isClosing ? 2 : 1), isEmpty ? end - 1 : end);
      at = end + 1;
      const space = inside.search(/\s/);
      const name = localName(space < 0 ? inside : inside.slice(0, space));
      if (isClosing) {
        if (open.pop() !== name) throw new XmlFault(`</${name}> closes what was not opened`);
        handler.close(name);
        continue;
      }
      const attributes = space < 0 ? '' : inside.slice(space);
      handler.open(name, (wanted) => {
        for (const [, key = '', double, single] of attributes.matchAll(ATTRIBUTE))
          if (key === wanted || (key.includes(':') && localName(key) === wanted))
            return decoded(double ?? single ?? '');
        return undefined;
      });
      if (isEmpty) handler.close(name);
      else open.push(name);
      if (open.length > 100) throw new XmlFault('it is nested too deep');
    }
  }
  if (open.length > 0) throw new XmlFault(`<${open.at(-1)}> is not closed`);
};

/** Control characters, half surrogate pairs and non-characters: XML cannot hold them. */
const isForbidden = (code: number): boolean =>
  (code < 0x20 && code !== 0x09 && code !== 0x0a) ||
  (code >= 0xd800 && code <= 0xdfff) ||
  code === 0xfffe ||
  code === 0xffff;

const hex = (code: number): string => `_x${code.toString(16).toUpperCase().padStart(4, '0')}_`;

/** Characters that XML or a workbook cannot hold as they are are written as _xHHHH_. */
export const escapeXml = (text: string): string =>
  [...text.replace(/_x[0-9A-Fa-f]{4}_/g, (whole) => `_x005F${whole}`)]
    .map((char) => {
      const code = char.codePointAt(0) ?? 0;
      return isForbidden(code) ? hex(code) : char;
    })
    .join('')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');

/** Undoes the workbook's _xHHHH_. */
export const unescapeText = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      )
    : text;
