import { ICONS, type IconName } from './icon-drawings.tsx';

export type { IconName } from './icon-drawings.tsx';

const isIconName = (name: string): name is IconName => Object.hasOwn(ICONS, name);

/** Names of drawings come as data from an item; an unknown one falls back to the plain document. */
export const iconNamed = (name: string): IconName => (isIconName(name) ? name : 'document');

/**
 * One icon. It is decoration: the word beside it is the label, so it is hidden from assistive technology
 * and never stands alone. Sizes are those of the token scale, never smaller than 6.6 mm.
 */
export function Icon({
  name,
  size = 'md',
}: {
  readonly name: IconName;
  readonly size?: 'xs' | 'sm' | 'md' | 'lg' | 'xl' | 'xxl';
}) {
  return (
    <svg className={`icon icon-${size}`} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      {ICONS[name]}
    </svg>
  );
}
