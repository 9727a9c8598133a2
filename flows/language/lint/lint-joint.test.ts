import { describe, expect, test } from 'vitest';
import { factoryFile, problemsOf } from '../testing/factory.ts';
import { changed, unmark } from '../testing/marked.ts';

const MOVE = 'items/police/household-move-joint.yaml';
const FILING = 'items/medins/remote-filing.yaml';

/** Each row breaks one item in one place; the mark says where the problem must be found. */
type Row = readonly [what: string, file: string, passage: string, replacement: string, message: RegExp];

describe('a joint item', () => {
  test('ships without a problem', () => {
    expect(problemsOf(factoryFile(MOVE), MOVE)).toEqual([]);
  });

  test.each<Row>([
    [
      'that calls itself something else',
      MOVE,
      'kind: joint',
      'kind: «application',
      /is sent to one department/,
    ],
    ['of one department', FILING, 'kind: application', 'kind: «joint', /sent to two departments or more/],
    [
      'with two parts for one department',
      MOVE,
      'department: medins\n    title',
      'department: «police\n    title',
      /police is sent two parts/,
    ],
    [
      'with a part that has no name',
      MOVE,
      '  - id: hrss\n    verb: submit\n    department: hrss\n    title: { zh-CN: 社会保障卡申领, en: Social security card }\n',
      '  - «id: hrss\n    verb: submit\n    department: hrss\n',
      /this part has no name/,
    ],
    [
      'that sends an answer nobody gives',
      MOVE,
      'answers: [delivery]',
      'answers: [«deliver]',
      /nothing is answered under “deliver”/,
    ],
    [
      'whose receipt speaks of a department that gets no part',
      MOVE,
      'the old place still covers you }\n        department: medins',
      'the old place still covers you }\n        department: «tax',
      /tax gets no part of this/,
    ],
    [
      'whose receipt may be left out',
      MOVE,
      'verb: receipt\n',
      'verb: receipt\n    when: «answers.idCard == "yes"\n',
      /a receipt of parts is always owed/,
    ],
    [
      'that shows something between two parts',
      MOVE,
      '  - id: medins\n    verb: submit',
      '  - «id: between\n    verb: show\n    title: { zh-CN: 请稍候, en: Wait }\n    rows: [{ label: { zh-CN: 姓名, en: Name }, value: person.name }]\n  - id: medins\n    verb: submit',
      /this stands between the parts/,
    ],
  ])('%s is refused', (_what, file, passage, replacement, message) => {
    const { text, line, column } = unmark(changed(factoryFile(file), passage, replacement));
    expect(problemsOf(text, file)).toContainEqual(
      expect.objectContaining({ file, line, column, message: expect.stringMatching(message) }),
    );
  });
});
