import { deviceLook, type Tone } from '../look.ts';
import { StateMark } from '../parts/state-mark.tsx';
import type { DevicePayload } from '../wire-words.ts';
import { useWords } from '../words/console-words.ts';

type DeviceClass = DevicePayload['class'];

/** Where on the body a device sits, and where its words stand. */
const CALLOUTS: readonly {
  readonly device: DeviceClass;
  readonly side: 'left' | 'right';
  readonly top: number;
  readonly lead: string;
}[] = [
  { device: 'camera', side: 'right', top: 4, lead: 'M146 13H218' },
  { device: 'citizen-card', side: 'right', top: 152, lead: 'M184 198L218 168' },
  { device: 'id-card', side: 'right', top: 210, lead: 'M144 202L218 222' },
  { device: 'receipt-printer', side: 'right', top: 268, lead: 'M186 236L218 276' },
  { device: 'document-scanner', side: 'left', top: 182, lead: 'M58 200H92' },
  { device: 'document-printer', side: 'left', top: 240, lead: 'M58 258L94 238' },
  { device: 'code-scanner', side: 'left', top: 60, lead: 'M58 74H92' },
  { device: 'cabinet', side: 'left', top: 300, lead: 'M58 314L95 278' },
];

/** The machine from the front; the part that is not well is filled. The words stand in the table as well. */
export function KioskPicture({
  devices,
  isOld,
}: {
  readonly devices: readonly DevicePayload[];
  /** Nobody knows whether it is still so. */
  readonly isOld: boolean;
}) {
  const { t } = useWords();
  const toneOf = (of: DeviceClass): Tone => {
    const device = devices.find((each) => each.class === of);
    return device === undefined ? 'stale' : deviceLook(device).tone;
  };
  const part = (of: DeviceClass): string => {
    const tone = toneOf(of);
    return tone === 'warn' || tone === 'down' ? `part tone-${tone}` : 'part';
  };
  const present = CALLOUTS.filter(({ device }) => devices.some((each) => each.class === device));
  return (
    <div className="body" aria-hidden="true">
      <svg className="drawn" viewBox="0 0 200 430" aria-hidden="true" focusable="false">
        <path className="shell" d="M22 14a10 10 0 0 1 10-10h136a10 10 0 0 1 10 10v386H22z" />
        <path className="part" d="M12 400h176v14a6 6 0 0 1-6 6H18a6 6 0 0 1-6-6z" />
        <circle className={part('camera')} cx="100" cy="18" r="5" />
        <rect className="glass" x="36" y="32" width="128" height="204" rx="6" />
        <g className="on-glass">
          <rect x="48" y="46" width="46" height="8" rx="2" />
          <rect x="48" y="64" width="104" height="26" rx="4" />
          <rect x="48" y="98" width="48" height="34" rx="4" />
          <rect x="104" y="98" width="48" height="34" rx="4" />
          <rect x="48" y="214" width="104" height="10" rx="3" />
        </g>
        <path className="shell" d="M14 250h172l6 34H8z" />
        <path className={part('document-scanner')} d="M22 257h52l-2 20H18z" />
        <path className={part('id-card')} d="M82 257h40l1 20H81z" />
        <path className={part('citizen-card')} d="M131 257h46l4 20h-49z" />
        <rect className={part('document-printer')} x="40" y="306" width="74" height="14" rx="4" />
        <rect className={part('receipt-printer')} x="128" y="306" width="34" height="14" rx="4" />
        <rect className={part('cabinet')} x="40" y="338" width="58" height="44" rx="4" />
        <rect className={part('cabinet')} x="104" y="338" width="58" height="44" rx="4" />
      </svg>
      <svg className="leads" viewBox="0 0 280 350" aria-hidden="true" focusable="false">
        <path d={present.map(({ lead }) => lead).join('')} />
      </svg>
      {present.map(({ device, side, top }) => {
        const found = devices.find((each) => each.class === device);
        if (found === undefined) return null;
        const { tone, word } = deviceLook(found);
        return (
          <span key={device} className={`callout ${side}`} style={{ top }}>
            {t(`deviceShort.${device}`)}
            <StateMark tone={isOld ? 'stale' : tone}>{t(word)}</StateMark>
          </span>
        );
      })}
    </div>
  );
}
