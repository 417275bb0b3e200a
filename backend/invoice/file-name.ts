/** The name of a file about an invoice: its number (which may hold a slash or a space) and an ending such as `.pdf`. */
export function fileNameOf(number: string, ending: string): string {
  return `${number.replace(/[^\w+-]/g, '_')}${ending}`;
}
