import type { Screen } from '../../host/contract/screen.ts';
import { Ask } from './screens/ask.tsx';
import { Attract } from './screens/attract.tsx';
import { Book } from './screens/book.tsx';
import { CardLifted } from './screens/card-lifted.tsx';
import { CardProblem } from './screens/card-problem.tsx';
import { Check } from './screens/check.tsx';
import { Choose } from './screens/choose.tsx';
import { Clearing } from './screens/clearing.tsx';
import { Covered } from './screens/covered.tsx';
import { Done } from './screens/done.tsx';
import { Face } from './screens/face.tsx';
import { FaceConsent } from './screens/face-consent.tsx';
import { Find } from './screens/find.tsx';
import { Home } from './screens/home.tsx';
import { IdleWarning } from './screens/idle-warning.tsx';
import { Item } from './screens/item.tsx';
import { NoneAccepted } from './screens/none-accepted.tsx';
import { NotCharged } from './screens/not-charged.tsx';
import { OutOfService } from './screens/out-of-service.tsx';
import { Password } from './screens/password.tsx';
import { Pay } from './screens/pay.tsx';
import { PaymentUnknown } from './screens/payment-unknown.tsx';
import { PrintProblem } from './screens/print-problem.tsx';
import { Printing } from './screens/printing.tsx';
import { Problem } from './screens/problem.tsx';
import { ProofProblem } from './screens/proof-problem.tsx';
import { Prove } from './screens/prove.tsx';
import { Reading } from './screens/reading.tsx';
import { Refusal } from './screens/refusal.tsx';
import { Scan } from './screens/scan.tsx';
import { Show } from './screens/show.tsx';
import { Sign } from './screens/sign.tsx';
import { TakeCard } from './screens/take-card.tsx';
import { TakePaper } from './screens/take-paper.tsx';
import { Working } from './screens/working.tsx';

/** One component a screen kind; a new kind in the contract is a type error here. */
export function ScreenView({ screen }: { readonly screen: Screen }) {
  switch (screen.kind) {
    case 'attract':
      return <Attract screen={screen} />;
    case 'reading':
      return <Reading screen={screen} />;
    case 'card-problem':
      return <CardProblem screen={screen} />;
    case 'card-lifted':
      return <CardLifted screen={screen} />;
    case 'home':
      return <Home screen={screen} />;
    case 'find':
      return <Find screen={screen} key={screen.page} />;
    case 'item':
      return <Item screen={screen} />;
    case 'prove':
      return <Prove screen={screen} />;
    case 'face-consent':
      return <FaceConsent screen={screen} />;
    case 'face':
      return <Face screen={screen} />;
    case 'password':
      return <Password screen={screen} />;
    case 'proof-problem':
      return <ProofProblem screen={screen} />;
    case 'working':
      return <Working screen={screen} />;
    case 'show':
      return <Show screen={screen} />;
    case 'choose':
      return <Choose screen={screen} />;
    case 'ask':
      return <Ask screen={screen} />;
    case 'book':
      return <Book screen={screen} />;
    case 'sign':
      return <Sign screen={screen} />;
    case 'scan':
      return <Scan screen={screen} />;
    case 'check':
      return <Check screen={screen} />;
    case 'pay':
      return <Pay screen={screen} />;
    case 'payment-unknown':
      return <PaymentUnknown screen={screen} />;
    case 'none-accepted':
      return <NoneAccepted screen={screen} />;
    case 'not-charged':
      return <NotCharged screen={screen} />;
    case 'refusal':
      return <Refusal screen={screen} />;
    case 'problem':
      return <Problem screen={screen} />;
    case 'take-card':
      return <TakeCard screen={screen} />;
    case 'printing':
      return <Printing screen={screen} />;
    case 'take-paper':
      return <TakePaper screen={screen} />;
    case 'print-problem':
      return <PrintProblem screen={screen} />;
    case 'done':
      return <Done screen={screen} />;
    case 'idle-warning':
      return <IdleWarning screen={screen} />;
    case 'covered':
      return <Covered screen={screen} />;
    case 'clearing':
      return <Clearing screen={screen} />;
    case 'out-of-service':
      return <OutOfService screen={screen} />;
    default:
      return screen satisfies never;
  }
}
