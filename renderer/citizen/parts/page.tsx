import { type ReactNode, useEffect, useRef } from 'react';
import type { Text } from '../../../flows/language/text.ts';
import { Icon, type IconName } from '../../design/icon.tsx';
import { useWords } from '../kiosk-context.ts';
import { Phrase } from './phrase.tsx';
import { Button } from './press.tsx';

/** The heading of a screen takes the focus when the screen comes, so that it is what is read first. */
export function Heading({ children }: { readonly children: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <h1 ref={heading} tabIndex={-1}>
      <Phrase heading>{children}</Phrase>
    </h1>
  );
}

/** Title in the citizen's language, one line of the other language directly under it. */
export function Title({ text, before }: { readonly text: Text; readonly before?: ReactNode }) {
  const words = useWords();
  return (
    <>
      {before}
      <Heading>{words.text(text)}</Heading>
      <p className="second" lang={words.other}>
        <Phrase>{words.secondText(text)}</Phrase>
      </p>
    </>
  );
}

type PageProps = {
  readonly kind: string;
  /** What and why: above in portrait, left in landscape. */
  readonly head: ReactNode;
  /** What is pressed or read: below in portrait, right in landscape. */
  readonly children?: ReactNode;
  /** Small print that belongs to the head: below the body in portrait, under the head in landscape. */
  readonly aside?: ReactNode;
  readonly action?: ReactNode;
};

/** One screen between masthead and dock. Two columns in landscape, never portrait rows stretched wide. */
export function Page({ kind, head, children, aside, action }: PageProps) {
  return (
    <div className={`page page-${kind}${action ? ' page-acts' : ''}`}>
      <div className="page-head">{head}</div>
      <div className="page-body">{children}</div>
      {aside && <div className="page-aside">{aside}</div>}
      {action && <div className="action-row">{action}</div>}
    </div>
  );
}

export function Primary({
  children,
  onPress,
  icon,
  iconAfter,
}: {
  readonly children: string;
  readonly onPress: () => void;
  readonly icon?: IconName;
  readonly iconAfter?: IconName;
}) {
  return (
    <Button
      look="primary"
      onPress={onPress}
      {...(icon ? { icon } : {})}
      {...(iconAfter ? { iconAfter } : {})}
    >
      {children}
    </Button>
  );
}

export function Note({
  icon,
  children,
  look = 'plain',
}: {
  readonly icon: IconName;
  readonly children: string;
  readonly look?: 'plain' | 'warn';
}) {
  return (
    <p className={`note note-${look}`}>
      <Icon name={icon} size="sm" />
      <span>
        <Phrase>{children}</Phrase>
      </span>
    </p>
  );
}

/** What is wrong with the entry, in the words that also stand beside the field. */
export function EntryError({ children }: { readonly children: string }) {
  return (
    <p className="entry-error" role="alert">
      <Icon name="octagon" size="sm" />
      <span>
        <Phrase>{children}</Phrase>
      </span>
    </p>
  );
}
