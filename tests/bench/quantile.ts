/** The value below which a share of the values lies; throws when there are none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  const found = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  if (found === undefined) throw new Error('a quantile of nothing');
  return found;
}

/** The middle value, or the one between the middle two. */
export function median(values: readonly number[]): number {
  const half = values.length / 2;
  const sorted = values.toSorted((left, right) => left - right);
  const middle = sorted.slice(Math.ceil(half) - 1, Math.floor(half) + 1);
  if (middle.length === 0) throw new Error('a median of nothing');
  return middle.reduce((total, value) => total + value, 0) / middle.length;
}
