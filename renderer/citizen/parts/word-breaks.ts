const words = new Intl.Segmenter('zh-CN', { granularity: 'word' });
const HANZI = /\p{Script=Han}/u;

/**
 * The pieces a Chinese heading may break between. Headings keep all characters together (`word-break: keep-all`),
 * so that a line never ends inside a word; without these breaks a long one could only be cut anywhere. Other
 * scripts break at their spaces and come back as one piece.
 */
export function wordPieces(text: string): readonly string[] {
  if (!HANZI.test(text)) return [text];
  const pieces: string[] = [];
  for (const { segment, isWordLike } of words.segment(text)) {
    /* Punctuation stays with the word before it. */
    if (isWordLike || pieces.length === 0) pieces.push(segment);
    else pieces.push(`${pieces.pop() ?? ''}${segment}`);
  }
  return pieces;
}
