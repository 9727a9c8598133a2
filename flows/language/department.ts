import { z } from 'zod';
import { textSchema } from './text-schema.ts';
import { readYaml, type YamlOutcome } from './yaml-source.ts';

const named = z.strictObject({ id: z.string().regex(/^[a-z]+$/), name: textSchema });

/** A department an item may belong to, or a life stage (人生大事) it is found under. */
export type Department = z.infer<typeof named>;
export type LifeStage = z.infer<typeof named>;

/** `departments.yaml` and `life-stages.yaml`: a list of ids with names. */
export const parseNamedList = (text: string, file: string): YamlOutcome<readonly Department[]> =>
  readYaml(text, file, z.array(named).min(1));
