/**
 * Canonical decimal text: no plus sign, no zeros in front or behind the decimals, no negative zero. `undefined` unless the
 * text is an optional sign, digits, and perhaps a point with digits.
 */
export function canonicalNumber(text: string): string | undefined {
  const match = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (match === null) return undefined;
  const whole = (match[2] as string).replace(/^0+(?=\d)/, "");
  const decimals = withoutZerosBehind(match[3] ?? "");
  const digits = decimals === "" ? whole : `${whole}.${decimals}`;
  return match[1] === "-" && digits !== "0" ? `-${digits}` : digits;
}

/** By hand: the pattern `0+$` takes quadratic time. */
function withoutZerosBehind(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits[end - 1] === "0") end -= 1;
  return digits.slice(0, end);
}
