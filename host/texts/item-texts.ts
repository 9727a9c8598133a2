import { createInstance, type i18n } from 'i18next';
import { formatValue } from '../../flows/language/format.ts';
import { interpolate } from '../../flows/language/interpolation.ts';
import type { Format } from '../../flows/language/pieces.ts';
import { textKeys } from '../../flows/language/resources.ts';
import { sameInAllLanguages, type Text } from '../../flows/language/text.ts';
import type { CompiledItem } from '../../flows/machine/contract.ts';
import type { CelScope } from '../../flows/machine/evaluate.ts';
import { maskNumber, maskPhone } from '../masking.ts';

/** Texts of one item with values inserted: on screens in every language at once, elsewhere by key in one. */
export type ItemTexts = {
  /** A text of the definition with its `{{…}}` filled in; telephone and identity numbers masked. */
  readonly fill: (text: Text, scope: CelScope) => Text;
  /** One value in words; telephone and identity numbers masked, a value with words of its own in those. */
  readonly show: (format: Format, value: unknown, labels: Readonly<Record<string, Text>>) => Text;
  /** A text by its resource key (`textKeys`), from the item's bundle of that language, overlays included. */
  readonly say: (key: string, scope: CelScope, language: string) => string;
};

export const createItemTexts = (item: CompiledItem): ItemTexts => {
  const say = sayFrom(item);
  return {
    fill: (text, scope) => interpolate(text, scope, written),
    show: (format, value, labels) =>
      (isPlain(value) ? labels[String(value)] : undefined) ?? written(value, format),
    say,
  };
};

/** Numbers by which a person can be found are masked wherever an item shows them. */
const written = (value: unknown, format: Format): Text => {
  const mask = MASKS[format];
  return mask && typeof value === 'string' && value !== ''
    ? sameInAllLanguages(mask(value))
    : formatValue(value, format);
};
const MASKS: Partial<Record<Format, (value: string) => string>> = { phone: maskPhone, idNumber: maskNumber };

/** One i18next an item, made when its first key is asked for: most items of a catalogue are never opened. */
const sayFrom = (item: CompiledItem): ItemTexts['say'] => {
  const namespace = textKeys.namespace(item.definition.id);
  let instance: i18n | null = null;
  return (key, scope, language) => {
    instance ??= instanceOf(item, namespace);
    // i18next finds the words (overlays, fallback); values are inserted as everywhere else, by one rule.
    const words = instance.t(key, { lng: language, ns: namespace, skipInterpolation: true });
    return interpolate(sameInAllLanguages(words), scope, written)[language === 'en' ? 'en' : 'zh-CN'];
  };
};

const instanceOf = (item: CompiledItem, namespace: string): i18n => {
  const instance = createInstance();
  void instance.init({
    initAsync: false,
    fallbackLng: 'zh-CN',
    ns: [namespace],
    defaultNS: namespace,
    // Keys are flat (`steps.kind.question`); a colon may stand in an option's value.
    keySeparator: false,
    nsSeparator: false,
    resources: Object.fromEntries(
      Object.entries(item.resources).map(([language, bundle]) => [language, { [namespace]: bundle }]),
    ),
  });
  return instance;
};

const isPlain = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);
