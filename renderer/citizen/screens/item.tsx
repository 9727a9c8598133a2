import type { ScreenOf } from '../../../host/contract/screen.ts';
import { Icon } from '../../design/icon.tsx';
import { useKiosk, useWords } from '../kiosk-context.ts';
import { MachineList } from '../parts/elsewhere.tsx';
import { FactStrip } from '../parts/fact-strip.tsx';
import { Note, Page, Primary, Title } from '../parts/page.tsx';
import { Paged } from '../parts/pager.tsx';
import { Phrase } from '../parts/phrase.tsx';

type Material = ScreenOf<'item'>['materials'][number];

const PAGE = { portrait: 7, landscape: 3 } as const;
const ICONS = { free: 'check', filled: 'check', sign: 'pen-line', scan: 'scan' } as const;

/** 免提交 is struck through and never hidden: it is the promise of the project made visible. */
function MaterialRow({ material }: { readonly material: Material }) {
  const { t, text } = useWords();
  const isFree = material.tag === 'free' || material.tag === 'filled';
  return (
    <li className={isFree ? 'material material-free' : 'material'}>
      <Icon name={ICONS[material.tag]} size="sm" />
      <span className="material-name">
        {isFree ? <s>{text(material.name)}</s> : <b>{text(material.name)}</b>}
      </span>
      <span className="material-from">{text(material.from)}</span>
      <span className="material-tag">{t(`item.tag.${material.tag}`)}</span>
    </li>
  );
}

/** What has to be handed in, and how little of it: the rest comes from shared data. */
function MaterialList({ materials }: { readonly materials: readonly Material[] }) {
  const { frame } = useKiosk();
  const { t } = useWords();
  const free = materials.filter(({ tag }) => tag === 'free' || tag === 'filled').length;
  return (
    <>
      <header className="section-line">
        <h2>{materials.length === 0 ? t('item.noMaterials') : t('item.materials')}</h2>
        {materials.length > 0 && <span>{t('item.materialsCount', { count: materials.length, free })}</span>}
      </header>
      <Paged entries={materials} size={PAGE[frame.machine.panel.orientation]} spare={1}>
        {(shown) => (
          <ul className="materials">
            {shown.map((material) => (
              <MaterialRow key={material.name['zh-CN']} material={material} />
            ))}
          </ul>
        )}
      </Paged>
    </>
  );
}

/** One item before it starts: minutes, money, answer, visits; what is handed in; what is looked up; where else. */
export function Item({ screen }: { readonly screen: ScreenOf<'item'> }) {
  const { send } = useKiosk();
  const { t, text } = useWords();
  const start = {
    agree: t('item.agree'),
    'need-card': t('item.needCard'),
    unavailable: t('item.unavailable'),
  }[screen.start];
  return (
    <Page
      kind="item"
      head={
        <>
          <Title text={screen.name} before={<p className="department">{text(screen.department)}</p>} />
          <p className="lead">
            <Phrase>{text(screen.summary)}</Phrase>
          </p>
          <FactStrip screen={screen} />
          {screen.doneFor.map((words) => (
            <Note key={words['zh-CN']} icon="info">
              {text(words)}
            </Note>
          ))}
        </>
      }
      aside={
        <>
          {screen.lookups && (
            <Note icon="shield-check">{t('item.lookups', { what: text(screen.lookups) })}</Note>
          )}
          <Note icon="counter">
            {t('item.window', {
              place: text(screen.window.place),
              hours: text(screen.window.hours),
              queue: screen.queue ? t('item.queue', { queue: text(screen.queue) }) : '',
            })}
          </Note>
        </>
      }
      action={
        screen.start === 'unavailable' ? (
          <p className="btn btn-off" role="status">
            {screen.unavailable ? text(screen.unavailable) : start}
          </p>
        ) : (
          <Primary iconAfter="arrow-right" onPress={() => send({ kind: 'start-item' })}>
            {start}
          </Primary>
        )
      }
    >
      {screen.elsewhere.length > 0 ? (
        <>
          <header className="section-line">
            <h2>{t('item.elsewhere')}</h2>
          </header>
          <MachineList machines={screen.elsewhere} />
        </>
      ) : (
        <MaterialList materials={screen.materials} />
      )}
    </Page>
  );
}
