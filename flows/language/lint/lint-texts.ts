import type { CelType } from '../../cel/types.ts';
import { FORMATS, placeholdersOf, strayBraces } from '../interpolation.ts';
import { oneOf } from '../one-of.ts';
import type { FlowProblem, Path } from '../problem.ts';
import { textsOf } from '../resources.ts';
import { LANGUAGES, type Text } from '../text.ts';
import { scopesOf } from './lint-expressions.ts';
import { type Words, wordsOf } from './places.ts';
import { namesOf, typeAt } from './scope.ts';
import { collect, type LintSubject, type Say } from './world.ts';

/** Every text reads well in every language and holds only values that are known where it stands. */
export function lintTexts(subject: LintSubject): readonly FlowProblem[] {
  const { definition, source } = subject;
  const holdsValues = new Map(wordsOf(definition).map((words) => [words.path.join('/'), words]));
  const scopeFor = scopesOf(subject);
  return collect(source, (say) => {
    for (const { path, text } of textsOf(definition)) {
      const words = holdsValues.get(path.join('/'));
      for (const language of LANGUAGES) sayTypography([...path, language], text[language], language, say);
      if (words === undefined) sayNoValues(path, text, say);
      else sayUnknownValues(words, namesAndTypes(scopeFor(words)), say);
      saySameValues(path, text, say);
    }
    sayLengths(subject, say);
  });
}

type Known = ReturnType<typeof namesAndTypes>;
const namesAndTypes = ({ schema }: ReturnType<ReturnType<typeof scopesOf>>) => ({
  typeOf: (path: readonly string[]) => typeAt(schema, path),
  names: () => namesOf(schema),
});

function sayNoValues(path: Path, text: Text, say: Say): void {
  for (const language of LANGUAGES) {
    const placeholder = placeholdersOf(text[language])[0];
    if (placeholder === undefined) continue;
    say(
      [...path, language],
      'this text is shown before any value is known, or names a thing',
      'write it without {{…}}',
      placeholder.start,
    );
  }
}

function sayUnknownValues({ path, text }: Words, known: Known, say: Say): void {
  for (const language of LANGUAGES) {
    for (const placeholder of placeholdersOf(text[language])) {
      const name = placeholder.path.join('.');
      const named = known.typeOf(placeholder.path);
      const type = placeholder.isSize && isList(named) ? 'int' : named;
      const at = [...path, language];
      if (type === null)
        say(at, `{{${name}}} is not known here`, oneOf(name, known.names()), placeholder.start);
      else if (typeof type === 'object')
        say(at, `{{${name}}} is not one value`, 'name one field of it', placeholder.start);
      if (!FORMATS.some((format) => format === placeholder.format)) {
        say(
          at,
          `“${placeholder.format}” is not a format`,
          oneOf(placeholder.format, FORMATS),
          placeholder.start,
        );
      }
    }
    const stray = strayBraces(text[language]);
    if (stray >= 0)
      say(
        [...path, language],
        'these braces hold no value',
        'write {{name.field}} or {{name.field, format}}',
        stray,
      );
  }
}

const isList = (type: CelType | null): boolean => type !== null && typeof type === 'object' && 'list' in type;

/** A translation that drops a value tells its readers less. */
function saySameValues(path: Path, text: Text, say: Say): void {
  const valuesIn = (words: string): string =>
    JSON.stringify(
      placeholdersOf(words)
        .map((holder) => holder.path.join('.'))
        .sort(),
    );
  const [first, ...others] = LANGUAGES;
  for (const language of others) {
    if (valuesIn(text[language]) !== valuesIn(text[first])) {
      say(
        [...path, language],
        `${first} and ${language} hold different values`,
        'put the same {{…}} into both',
      );
    }
  }
}

const HAN = '\\p{Script=Han}';
const TYPOGRAPHY: readonly {
  readonly language: (typeof LANGUAGES)[number];
  readonly wrong: RegExp;
  readonly message: string;
  readonly fix: string;
}[] = [
  {
    language: 'zh-CN',
    wrong: new RegExp(`(?<=${HAN}) +(?=\\d)|(?<=\\d) +(?=${HAN})`, 'u'),
    message: 'no spaces between Chinese and digits: the screen sets the gap',
    fix: 'take the space out',
  },
  {
    language: 'zh-CN',
    wrong: new RegExp(`(?<=${HAN})[,;?!]`, 'u'),
    message: 'half-width punctuation in Chinese',
    fix: 'use ，；？！',
  },
  {
    language: 'zh-CN',
    wrong: /抱歉|对不起|操作失败/u,
    message: 'an apology is no next step',
    fix: 'say what to do now',
  },
  {
    language: 'en',
    wrong: /\b(?:sorry|invalid|oops)\b/i,
    message: 'an apology is no next step',
    fix: 'say what to do now',
  },
];

function sayTypography(path: Path, words: string, language: (typeof LANGUAGES)[number], say: Say): void {
  for (const { wrong, message, fix } of TYPOGRAPHY.filter((rule) => rule.language === language)) {
    const at = words.search(wrong);
    if (at >= 0) say(path, message, fix, at);
  }
}

/** Characters that fit where the text stands, on a 23.8 inch panel at elder size. */
const LONGEST = { elderName: 8, question: 20, label: 10, button: 12, option: 16 } as const;

function sayLengths({ definition }: LintSubject, say: Say): void {
  const atMost = (path: Path, words: string, longest: number): void => {
    const length = [...words].length;
    if (length > longest) say(path, `${length} characters do not fit here`, `at most ${longest} in Chinese`);
  };
  atMost(['elderName', 'zh-CN'], definition.elderName['zh-CN'], LONGEST.elderName);
  for (const [index, step] of definition.steps.entries()) {
    const path: Path = ['steps', index];
    if ('question' in step) {
      atMost([...path, 'question', 'zh-CN'], step.question['zh-CN'], LONGEST.question);
      atMost([...path, 'label', 'zh-CN'], step.label['zh-CN'], LONGEST.label);
    }
    if (step.verb === 'confirm') atMost([...path, 'button', 'zh-CN'], step.button['zh-CN'], LONGEST.button);
    if (step.verb !== 'choose') continue;
    for (const [option, { label }] of (step.options ?? []).entries()) {
      atMost([...path, 'options', option, 'label', 'zh-CN'], label['zh-CN'], LONGEST.option);
    }
  }
}
