import type { ItemTile } from '../../../host/contract/screen.ts';
import { Icon, iconNamed } from '../../design/icon.tsx';
import { useKiosk, useWords } from '../kiosk-context.ts';
import { Phrase } from './phrase.tsx';
import { Press } from './press.tsx';

/** One item. What this machine cannot do now is dashed and says why and where; it can still be opened and read. */
export function Tile({ tile }: { readonly tile: ItemTile }) {
  const { send } = useKiosk();
  const { t, text } = useWords();
  return (
    <Press
      className={`tile item-tile${tile.unavailable ? ' tile-off' : ''}`}
      onClick={() => send({ kind: 'open-item', item: tile.id })}
    >
      <Icon name={iconNamed(tile.icon)} size="xl" />
      <span className="item-name">{text(tile.name)}</span>
      <span className="item-meta">
        {tile.unavailable ? (
          <Phrase>{text(tile.unavailable)}</Phrase>
        ) : (
          <Phrase>{`${t('minutes', { count: tile.minutes })} · ${text(tile.meta)}`}</Phrase>
        )}
      </span>
      <span className="item-department">{text(tile.department)}</span>
    </Press>
  );
}

/** The same item as a full-width row, for the few that fit a reason. */
export function TileRow({ tile }: { readonly tile: ItemTile }) {
  const { send } = useKiosk();
  const { t, text } = useWords();
  return (
    <Press
      className={`tile item-row${tile.unavailable ? ' tile-off' : ''}`}
      onClick={() => send({ kind: 'open-item', item: tile.id })}
    >
      <span className="icon-block">
        <Icon name={iconNamed(tile.icon)} />
      </span>
      <span className="item-row-words">
        <span className="item-name">{text(tile.name)}</span>
        <span className="item-meta">
          <Phrase>
            {tile.unavailable
              ? text(tile.unavailable)
              : `${t('minutes', { count: tile.minutes })} · ${text(tile.meta)}`}
          </Phrase>
        </span>
      </span>
      <Icon name="chevron-right" />
    </Press>
  );
}
