import i18next from 'i18next';
import { describe, expect, test } from 'vitest';
import { parseItem } from './parse-item.ts';
import { resourcesOf, textKeys, textsOf } from './resources.ts';
import { factoryFile, factoryFragments, factoryItems } from './testing/factory.ts';
import { changed } from './testing/marked.ts';

const FILING = 'items/medins/remote-filing.yaml';
const definitionOf = (text: string, file = FILING) => {
  const parsed = parseItem(text, file, factoryFragments);
  if (!parsed.ok) throw new Error('the item does not parse');
  return parsed.value;
};

describe('the texts of an item', () => {
  test.each(factoryItems)('%s: every one has a key of its own, in every language', (file) => {
    const definition = definitionOf(factoryFile(file), file);
    const keys = textsOf(definition).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    const resources = resourcesOf(definition);
    expect(Object.keys(resources['zh-CN'])).toEqual(Object.keys(resources.en));
  });

  test('are found by the keys the helper gives', () => {
    const { 'zh-CN': words } = resourcesOf(definitionOf(factoryFile(FILING)));
    expect(words[textKeys.item('name')]).toBe('异地就医备案');
    expect(words[textKeys.step('kind', 'question')]).toBe('您去外地是哪种情况？');
    expect(words[textKeys.option('kind', 'refer', 'label')]).toBe('医院让转去外地看');
    expect(words[textKeys.rule(0, 'title')]).toBe('您现在还不能备案');
    expect(words[textKeys.row('existing', 1)]).toBe('就医地');
    expect(words[textKeys.next('receipt', 0, 'when')]).toBe('{{answers.from, date}}起');
    expect(words[textKeys.purpose('profile')]).toBe('您留过的手机号');
    expect(words[textKeys.window('place')]).toBe('医保窗口');
  });

  test('keep their keys when steps are moved or put between', () => {
    const more = changed(
      factoryFile(FILING),
      '\nsteps:\n',
      '\nsteps:\n  - { id: new, verb: show, title: { zh-CN: 新, en: New }, rows: [{ label: { zh-CN: 新, en: New }, value: today }] }\n',
    );
    const before = resourcesOf(definitionOf(factoryFile(FILING)))['zh-CN'];
    expect(resourcesOf(definitionOf(more))['zh-CN']).toMatchObject(before);
  });

  test('are what i18next shows', async () => {
    const definition = definitionOf(factoryFile(FILING));
    const namespace = textKeys.namespace(definition.id);
    const instance = i18next.createInstance();
    await instance.init({ lng: 'en', keySeparator: false, nsSeparator: false, ns: [namespace] });
    for (const [language, bundle] of Object.entries(resourcesOf(definition)))
      instance.addResourceBundle(language, namespace, bundle);
    expect(instance.t(textKeys.option('kind', 'live', 'label'), { ns: namespace })).toBe('Living there');
  });
});
