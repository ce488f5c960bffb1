/**
 * Seconds to wait, from a `Retry-After` header in either of its forms (RFC 9110, section 10.2.3);
 * `undefined` where there is none or it says nothing sensible.
 *
 * @param now - milliseconds since the epoch
 *
 * @public
 */
export function parseRetryAfter(
  value: string | null | undefined,
  now: number = Date.now(),
): number | undefined {
  const text = value?.trim() ?? '';
  if (/^\d{1,9}(\.\d+)?$/.test(text)) {
    return Number(text);
  }
  // A date begins with the name of its day; Date.parse alone would take far more for a date.
  const time = /^(mon|tue|wed|thu|fri|sat|sun)/i.test(text)
    ? Date.parse(text)
    : NaN;
  return Number.isNaN(time)
    ? undefined
    : Math.max(0, Math.ceil((time - now) / 1000));
}
