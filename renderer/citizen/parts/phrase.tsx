import { Fragment } from 'react';

const MARKS = /(\*\*[^*]+\*\*|＊+| · |\n)/;

/**
 * Sets one text as Chinese typography wants it: `**bold**`, a mask star drawn small and high, the middle dot as a
 * drawn dot, a line break where a title has its phrase break.
 */
export function Phrase({ children }: { readonly children: string }) {
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
    return <Fragment key={key}>{part}</Fragment>;
  });
}
