import type { DockButton } from '../../../host/contract/screen.ts';
import { useKiosk, useWords } from '../kiosk-context.ts';
import { Button } from './press.tsx';

/** A face is never the only way: beside every screen that asks for one. Where no password can help, it says so. */
export function PasswordInstead({ button }: { readonly button: DockButton }) {
  const { send } = useKiosk();
  const { t, text } = useWords();
  if (button.kind === 'off')
    return (
      <p className="btn btn-off" role="status">
        {text(button.why)}
      </p>
    );
  return (
    <Button icon="grid" onPress={() => send({ kind: 'prove', way: 'password' })}>
      {t('prove.passwordInstead')}
    </Button>
  );
}
