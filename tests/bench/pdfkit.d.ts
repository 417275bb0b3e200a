/** The part of pdfkit that the conversion benchmark uses; the package brings no types. */
declare module 'pdfkit' {
  import type { Readable } from 'node:stream';

  interface TextOptions {
    readonly width?: number;
    readonly align?: 'left' | 'right';
    readonly lineBreak?: boolean;
  }

  export default class PDFDocument extends Readable {
    constructor(options: {
      readonly size: 'A4';
      readonly margin: number;
      readonly pdfVersion: '1.7';
      readonly subset: 'PDF/A-3b';
      readonly lang: string;
      readonly info: Readonly<Record<string, string | Date>>;
    });
    registerFont(name: string, source: Uint8Array): this;
    font(name: string): this;
    fontSize(points: number): this;
    text(text: string, x: number, y: number, options?: TextOptions): this;
    addPage(): this;
    file(source: Uint8Array, options: Readonly<Record<string, unknown>>): unknown;
    end(): void;
  }
}
