import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { LOOKS, TONES } from '../look.ts';
import { consoleWords } from '../words/console-words.ts';
import { Shape, StateMark } from './state-mark.tsx';

describe('where no colour is seen', () => {
  it('every state of a machine has a shape of its own', () => {
    const shapes = LOOKS.map((look) => renderToStaticMarkup(<Shape tone={TONES[look]} />));
    expect(new Set(shapes).size).toBe(LOOKS.length);
    // The colour is taken from around it, so a shape that differs does not differ by colour.
    for (const shape of shapes) expect(shape).not.toMatch(/#|rgb/);
  });

  it.each(['zh-CN', 'en'] as const)('every state has a word of its own beside its shape, %s', (language) => {
    const t = consoleWords(language);
    const words = LOOKS.map((look) => t(`state.${look}`));
    expect(new Set(words).size).toBe(LOOKS.length);
    for (const [index, look] of LOOKS.entries())
      expect(renderToStaticMarkup(<StateMark tone={TONES[look]}>{words[index]}</StateMark>)).toMatch(
        new RegExp(`^<span[^>]*><svg.*</svg>${words[index]}</span>$`),
      );
  });
});
