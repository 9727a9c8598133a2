import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseItem } from '../../flows/language/parse-item.ts';
import { resourcesOf, textKeys, textsOf } from '../../flows/language/resources.ts';
import type { CompiledItem } from '../../flows/machine/contract.ts';
import { createItemTexts } from './item-texts.ts';

const file = fileURLToPath(new URL('../../flows/items/medins/remote-filing.yaml', import.meta.url));
const parsed = parseItem(readFileSync(file, 'utf8'), file);
if (!parsed.ok) throw new Error('The factory item parses');
const definition = parsed.value;
// Only these two members are texts; a machine is not needed to read them.
const itemWith = (resources: CompiledItem['resources']): CompiledItem =>
  ({ definition, resources }) as CompiledItem;
const texts = createItemTexts(itemWith(resourcesOf(definition)));
const scope = {
  answers: { from: '2026-11-25', to: null, phone: '13812345678' },
  today: '2026-11-24',
  person: { age: 62 },
};

describe('texts of an item', () => {
  it('read the same by key and from the definition, in both languages', () => {
    for (const { key, text } of textsOf(definition)) {
      const filled = texts.fill(text, scope);
      expect([texts.say(key, scope, 'zh-CN'), texts.say(key, scope, 'en')], key).toEqual([
        filled['zh-CN'],
        filled.en,
      ]);
    }
  });

  it('fall back to Chinese in a language nobody translated', () => {
    expect(texts.say(textKeys.item('name'), scope, 'fr')).toBe(definition.name['zh-CN']);
  });

  it('take further languages from overlays', () => {
    const overlaid = createItemTexts(
      itemWith({ ...resourcesOf(definition), de: { name: 'Anmeldung am {{answers.from, date}}' } }),
    );
    expect(overlaid.say('name', scope, 'de')).toBe('Anmeldung am 2026年11月25日');
  });

  it('insert a value as it is, whatever it holds', () => {
    const tricky = { answers: { from: '{{today}} $t(name) <b>&amp;' } };
    expect(texts.fill({ 'zh-CN': '从{{answers.from}}', en: 'From {{answers.from}}' }, tricky).en).toBe(
      'From {{today}} $t(name) <b>&amp;',
    );
    const own = createItemTexts(itemWith({ 'zh-CN': { name: '从{{answers.from}}' } }));
    expect(own.say('name', tricky, 'zh-CN')).toBe('从{{today}} $t(name) <b>&amp;');
  });
});

describe('one value', () => {
  it('is shown in words, dates and money each in its language’s way', () => {
    expect(texts.show('date', '2026-11-24', {})).toEqual({ 'zh-CN': '2026年11月24日', en: '24 Nov 2026' });
    expect(texts.show('yuan', 15_000, {})).toEqual({ 'zh-CN': '150.00元', en: '150.00 yuan' });
    expect(texts.show('text', null, {})['zh-CN']).toBe('—');
  });
  it('is masked when it is the number of a person, in a row and within a text', () => {
    expect(texts.show('idNumber', '330122201608060017', {}).en).toBe('330*************17');
    const text = {
      'zh-CN': '{{child, idNumber}}，{{phone, phone}}',
      en: '{{child, idNumber}}, {{phone, phone}}',
    };
    expect(texts.fill(text, { child: '330122201608060017', phone: '13812345678' }).en).toBe(
      '330*************17, 138****5678',
    );
  });

  it('is masked when it is a telephone', () => {
    expect(texts.show('phone', '13812345678', {}).en).toBe('138****5678');
  });
  it('takes the words its definition has for it', () => {
    expect(texts.show('text', 'live', { live: { 'zh-CN': '长住', en: 'Living' } }).en).toBe('Living');
    expect(
      texts.show('text', { toString: () => 'live' }, { live: { 'zh-CN': '长住', en: 'Living' } }).en,
    ).toBe('—');
  });
});
