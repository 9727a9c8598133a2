import { z } from 'zod';
import type { Text } from './text.ts';

/** One text in every language. A renderer picks; nobody asks the host again when the language changes. */
export const textSchema = z
  .strictObject({ 'zh-CN': z.string().trim().min(1), en: z.string().trim().min(1) })
  .meta({
    id: 'Text',
    description: 'A text in Chinese and English. {{name.field}} inserts a value.',
  }) satisfies z.ZodType<Text>;
