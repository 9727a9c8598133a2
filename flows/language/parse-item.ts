import { type ItemDefinition, itemSchema } from './definition.ts';
import { readYaml, type YamlOutcome } from './yaml-source.ts';

/** Reads one item file. Any text gives an item or problems with places; it never throws. */
export const parseItem = (text: string, file: string): YamlOutcome<ItemDefinition> =>
  readYaml(text, file, itemSchema);
