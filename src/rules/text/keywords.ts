/** Words that need backticks as names wherever they stand. */
const HARD: ReadonlySet<string> = new Set("and or not in is was no did where has everyone between true false".split(" "));

/** Words that are keywords only where the token after them says so. */
const SOFT: ReadonlySet<string> = new Set(
  (
    "active after ago all anniversary any at average before been bottom by contains count days decision distinct " +
    "ends entered exactly first for from geo km last least left less matches maximum mi minimum next none nth of on " +
    "previous reachable same sample seed segment sequence set share since starts subscribed sum than this to today top " +
    "trait unsubscribed with within yesterday " +
    "minute minutes hour hours day week weeks month months quarter quarters year years"
  ).split(" "),
);

/** Whether a word, in lower case, can never be a name without backticks. */
export function isHard(keyword: string): boolean {
  return HARD.has(keyword);
}

/** Whether a name equals a keyword, in any case; canonical text then puts it in backticks. */
export function equalsKeyword(name: string): boolean {
  const lower = name.toLowerCase();
  return HARD.has(lower) || SOFT.has(lower);
}

/** All keywords, for completion: hard ones first, both in alphabetical order. */
export function keywords(): readonly string[] {
  return [...[...HARD].sort(), ...[...SOFT].sort()];
}
