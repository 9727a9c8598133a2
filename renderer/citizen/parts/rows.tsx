import type { Row } from '../../../host/contract/screen.ts';
import { useKiosk, useWords } from '../kiosk-context.ts';
import { Phrase } from './phrase.tsx';
import { Button } from './press.tsx';

/** A value, masked as the host sent it; 显示 asks for it in the clear for a few seconds. */
export function RowValue({ row }: { readonly row: Row }) {
  const { reveal, revealed } = useKiosk();
  const { t, text } = useWords();
  const field = row.reveal;
  const clear = field === undefined ? undefined : revealed.get(field);
  return (
    <>
      <span className="row-value">
        <Phrase>{clear ?? text(row.value)}</Phrase>
      </span>
      {field !== undefined && clear === undefined && (
        <Button
          look="small"
          icon="eye"
          label={`${t('action.show')} ${text(row.label)}`}
          onPress={() => reveal(field)}
        >
          {t('action.show')}
        </Button>
      )}
    </>
  );
}

export type EditableRow = Row & { readonly edit?: string | null };

/** Label and value, and 修改 where the citizen said it. Returning from it lands here again. */
export function Rows({
  rows,
  onEdit,
}: {
  readonly rows: readonly EditableRow[];
  readonly onEdit?: (step: string) => void;
}) {
  const { t, text } = useWords();
  return (
    <dl className="rows">
      {rows.map((row) => {
        const step = row.edit ?? null;
        return (
          <div key={`${row.label['zh-CN']} ${step ?? ''}`} className="row">
            <dt>{text(row.label)}</dt>
            <dd>
              <RowValue row={row} />
              {step !== null && onEdit && (
                <Button
                  look="small"
                  icon="pencil"
                  label={`${t('action.change')} ${text(row.label)}`}
                  onPress={() => onEdit(step)}
                >
                  {t('action.change')}
                </Button>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
