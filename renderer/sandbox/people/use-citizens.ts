import { useEffect, useState } from 'react';
import type { CitizenSummary, CitizenTag } from '../../../sandbox/population/citizen.ts';
import type { CitizenFile, SandboxApi } from '../api.ts';

export type Search = { readonly query: string; readonly tag: CitizenTag | null };

/** More than fits the column: a search narrows it. */
export const LISTED = 60;

/** Who answers to a search, or why there is no answer. An answer that a later search has overtaken is not shown. */
export function useCitizens(api: SandboxApi, { query, tag }: Search) {
  const [found, setFound] = useState<readonly CitizenSummary[]>([]);
  const [refusal, setRefusal] = useState<string | null>(null);
  useEffect(() => {
    let isCurrent = true;
    api.citizens({ query, tag, limit: LISTED }).then(
      (citizens) => {
        if (!isCurrent) return;
        setFound(citizens);
        setRefusal(null);
      },
      (error: unknown) => isCurrent && setRefusal(String(error instanceof Error ? error.message : error)),
    );
    return () => {
      isCurrent = false;
    };
  }, [api, query, tag]);
  return { found, refusal };
}

/** Everything about one person; null while it is on its way. */
export function useCitizenFile(api: SandboxApi, id: string | null): CitizenFile | null {
  const [file, setFile] = useState<CitizenFile | null>(null);
  useEffect(() => {
    let isCurrent = true;
    if (id !== null)
      api.citizen(id).then(
        (answer) => isCurrent && setFile(answer),
        () => isCurrent && setFile(null),
      );
    return () => {
      isCurrent = false;
    };
  }, [api, id]);
  return file?.id === id ? file : null;
}
