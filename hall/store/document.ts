/**
 * Documents are written by this room only, through its types, and the migrations keep old ones readable: what comes out
 * is what went in.
 */
export const documentOf = <T>(body: string): T => JSON.parse(body) as T;

export const bodyOf = (document: unknown): string => JSON.stringify(document);
