import type { ComponentProps } from 'react';
import { Icon, type IconName } from '../../design/icon.tsx';
import { Phrase } from './phrase.tsx';

/**
 * Anything that can be pressed is the browser's own button: it acts on release, sliding off cancels, Enter and
 * Space work. React Aria's press hook would add a style element at run time, which our content security policy
 * refuses. A repeat within 500 ms is dropped where intents leave (connection.ts).
 */
export function Press(props: Omit<ComponentProps<'button'>, 'type'>) {
  return <button type="button" {...props} />;
}

type ButtonProps = {
  readonly children: string;
  readonly onPress: () => void;
  readonly icon?: IconName;
  readonly look?: 'primary' | 'secondary' | 'accent' | 'small';
  /** The arrow of a primary button stands after the words, because that is where it leads. */
  readonly iconAfter?: IconName;
  readonly label?: string;
};

export function Button({ children, onPress, icon, iconAfter, look = 'secondary', label }: ButtonProps) {
  return (
    <Press className={`btn btn-${look}`} onClick={onPress} aria-label={label}>
      {icon && <Icon name={icon} size={look === 'small' ? 'xs' : 'md'} />}
      <span>
        <Phrase>{children}</Phrase>
      </span>
      {iconAfter && <Icon name={iconAfter} />}
    </Press>
  );
}
