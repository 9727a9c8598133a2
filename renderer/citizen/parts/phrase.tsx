import { Fragment } from 'react';
import { wordPieces } from './word-breaks.ts';

const MARKS = /(\*\*[^*]+\*\*|＊+| · |\n)/;

/**
 * Sets one text as Chinese typography wants it: `**bold**`, a mask star drawn small and high, the middle dot as a
 * drawn dot, a line break where a title has its phrase break. In a `heading` a line may also end between words.
 */
export function Phrase({
  children,
  heading = false,
}: {
  readonly children: string;
  readonly heading?: boolean;
}) {
  const parts = children.split(MARKS).map((part, index) => ({ part, key: `${index}:${part}` }));
  return parts.map(({ part, key }) => {
    if (part.startsWith('**')) return <b key={key}>{part.slice(2, -2)}</b>;
    if (part.startsWith('＊'))
      return (
        <span key={key} className="mask">
          {part}
        </span>
      );
    if (part === ' · ') return <i key={key} className="dot" />;
    if (part === '\n') return <br key={key} />;
    if (!heading) return <Fragment key={key}>{part}</Fragment>;
    return wordPieces(part).map((piece, index) => (
      <Fragment key={`${key}:${String(index)}`}>
        {index > 0 && <wbr />}
        {piece}
      </Fragment>
    ));
  });
}
