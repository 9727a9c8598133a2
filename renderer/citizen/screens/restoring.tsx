import { useEffect, useState } from 'react';
import type { Machine as MachineFacts } from '../../../host/contract/screen.ts';
import { Icon } from '../../design/icon.tsx';
import { useWords } from '../kiosk-context.ts';
import { Cover } from '../parts/cover.tsx';
import { Heading, Note } from '../parts/page.tsx';

/** A restart takes seconds; past this the citizen is told whom to call. */
const LONG_MS = 15_000;

/**
 * The host is away. Not a screen of the contract: the renderer draws it by itself, out of nothing but what the
 * hall is, and so nothing personal stays on the glass meanwhile.
 */
export function Restoring({ machine }: { readonly machine: MachineFacts | null }) {
  const { t, second, other } = useWords();
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), LONG_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Cover role="status">
      <span className="working-arc working-arc-large" />
      <Heading>{t('restoring.title')}</Heading>
      <p className="cover-line">{t('restoring.text')}</p>
      <p className="second" lang={other}>
        {second('restoring.title')}
      </p>
      <p className="cover-line cover-line-icon">
        <Icon name="id-card" />
        {t('restoring.keepCard')}
      </p>
      {isLong && machine && <Note icon="phone">{t('restoring.long', { phone: machine.help.phone })}</Note>}
    </Cover>
  );
}
