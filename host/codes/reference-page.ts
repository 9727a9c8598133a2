import type { Code } from './codes.ts';

/** docs/codes.md, made from the table: nobody writes it by hand. */
export const referencePage = (table: Readonly<Record<string, Code>>): string => {
  const sections = Object.entries(table).map(([name, code]) =>
    [
      `## \`${name}\``,
      '',
      `${code.level} · ${code.audience.join(', ')}`,
      '',
      '| | 中文 | English |',
      '|---|---|---|',
      ...(['title', 'text', 'next'] as const).map(
        (part) => `| ${part} | ${code[part]['zh-CN']} | ${code[part].en} |`,
      ),
      '',
    ].join('\n'),
  );
  return `# The kiosk’s codes\n\nMade from \`host/codes/\`; \`npx vitest run --project host -u\` writes it anew.\n\n${sections.join('\n')}`;
};
