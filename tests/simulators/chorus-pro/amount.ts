const DECIMALS = 6;

/** An amount as a whole number of millionths; undefined when it is not a decimal number. */
export function toMillionths(text: string | undefined): bigint | undefined {
  const match = /^([+-]?)(\d{1,19})(?:\.(\d{1,6}))?$/.exec(text ?? '');
  if (!match) return undefined;
  const [, sign, whole = '', fraction = ''] = match;
  const value = BigInt(whole + fraction.padEnd(DECIMALS, '0'));
  return sign === '-' ? -value : value;
}

/** Exact sum; undefined when one of the amounts is not a number. */
export function sumOf(amounts: readonly (string | undefined)[]): bigint | undefined {
  return amounts.reduce<bigint | undefined>((sum, text) => {
    const amount = toMillionths(text);
    return sum === undefined || amount === undefined ? undefined : sum + amount;
  }, 0n);
}
