/**
 * What is wrong with the content security policy of a page. The host sends the policy with every page; the shell shows
 * no page that comes without a strict one, so that a mistake there cannot go unseen.
 *
 * @param header the value of `Content-Security-Policy`, or `undefined` when there was none
 * @returns the problems, none when the policy is strict
 */
export function policyProblems(header: string | undefined): string[] {
  if (header === undefined || header.trim() === '') return ['no policy'];
  const directives = new Map(
    header
      .split(';')
      .map((directive) => directive.trim().split(/\s+/))
      .map(
        ([name = '', ...sources]) =>
          [name.toLowerCase(), sources.map((source) => source.toLowerCase())] as const,
      ),
  );
  const fallback = directives.get('default-src');
  const scripts = directives.get('script-src') ?? fallback;
  const problems: string[] = [];
  if (fallback === undefined || !fallback.every((source) => source === "'none'" || source === "'self'")) {
    problems.push("default-src is not 'none' or 'self'");
  }
  if (
    scripts === undefined ||
    scripts.some((source) => !/^'(self|none|sha\d+-[a-z0-9+/=_-]+)'$/i.test(source))
  ) {
    problems.push('script-src lets in more than our own files');
  }
  for (const [directive, wanted] of [
    ['object-src', "'none'"],
    ['frame-ancestors', "'none'"],
    ['base-uri', "'none'"],
    ['form-action', "'none'"],
  ] as const) {
    const sources = directives.get(directive) ?? (directive === 'object-src' ? fallback : undefined);
    const isSelf = directive === 'base-uri' && sources?.join() === "'self'";
    if (sources?.join() !== wanted && !isSelf) problems.push(`${directive} is not ${wanted}`);
  }
  return problems;
}
