import { Icon } from '../../design/icon.tsx';
import { useKiosk, useWords } from '../kiosk-context.ts';
import { Press } from './press.tsx';

/** Looks like a field and opens the search, where the keyboard is. */
export function SearchRow() {
  const { send } = useKiosk();
  const { t } = useWords();
  return (
    <Press
      className="tile search-row"
      onClick={() => send({ kind: 'find', where: { page: 'search', typed: '' } })}
    >
      <Icon name="search" size="lg" />
      <span>{t('find.hint')}</span>
      <span className="search-go">
        <Icon name="arrow-right" />
      </span>
    </Press>
  );
}
