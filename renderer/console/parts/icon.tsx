import { Icon as HouseIcon, type IconName as HouseIconName } from '../../design/icon.tsx';

/** Drawn as those of the house are (32 grid, one line); only the console needs them. */
const DRAWINGS = {
  overview:
    'M7 5h5a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2zM7 21h5a2 2 0 0 1 2 2v2a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2v-2a2 2 0 0 1 2-2zM20 5h5a2 2 0 0 1 2 2v2a2 2 0 0 1-2 2h-5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2zM20 15h5a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-5a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2z',
  kiosk:
    'M10.5 3.5h11a2 2 0 0 1 2 2v13a2 2 0 0 1-2 2h-11a2 2 0 0 1-2-2v-13a2 2 0 0 1 2-2zM12 24.5h8M10 20.5v6.5h12v-6.5M7 28.5h18',
  bell: 'M8 22v-8.5a8 8 0 0 1 16 0V22l2 2.5H6zM13 28h6',
  wrench: 'M26.8 9.5l-4 4-4.3-4.3 4-4A7 7 0 0 0 13.5 14L5.4 22.1a3 3 0 0 0 4.5 4.5L18 18.5a7 7 0 0 0 8.8-9z',
  box: 'M16 3.500l11.500 6v13L16 28.500l-11.500-6v-13zM4.500 9.500L16 15.500l11.500-6M16 15.500v13M10 6.500l11.500 6',
  funnel: 'M4.5 6h23M7.5 12.5h17M10.5 19h11M13.5 25.5h5',
  moon: 'M26.5 19.2A11 11 0 0 1 12.8 5.5a11 11 0 1 0 13.7 13.7z',
  refresh: 'M26 10.5A11 11 0 0 0 6 12.5M6 21.5a11 11 0 0 0 20-2M26.5 4.5v6.5H20M5.5 27.5V21H12',
  download: 'M16 5v15M9.5 14l6.5 6.5 6.5-6.5M5.5 26.5h21',
  person: 'M21.5 11a5.5 5.5 0 1 1-11 0 5.500 5.500 0 0 1 11 0zM5.500 27.500a10.500 8.500 0 0 1 21 0',
} as const;

export type IconName = keyof typeof DRAWINGS | HouseIconName;

const isOwn = (name: IconName): name is keyof typeof DRAWINGS => Object.hasOwn(DRAWINGS, name);

/** One icon; the word beside it is the label. */
export function Icon({ name, size = 'md' }: { readonly name: IconName; readonly size?: 'sm' | 'md' }) {
  if (!isOwn(name)) return <HouseIcon name={name} size={size} />;
  return (
    <svg className={`icon icon-${size}`} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path d={DRAWINGS[name]} />
    </svg>
  );
}
