import { expect, test } from 'vitest';
import type { SocialSecurityCard } from '../../population/social-security-card.ts';
import { answer, atrOf, type Chip, createChip, powerUp } from './chip.ts';
import type { CitizenCardFault } from './contract.ts';

const card: SocialSecurityCard = {
  ...{ name: '李娜', sex: '2', nationCode: '01', birthDate: '1997-01-26', number: '330122199701260042' },
  ...{ cardNo: 'T12345678', area: '330122', issuedOn: '2021-03-15', validTo: '2031-03-15' },
};
const SELECT = '00A404000F7378312E73682EC9E7BBE1B1A3D5CF';
const EF06 = '00A4020002EF06';
const NAME = `091EC0EEC4C8${'00'.repeat(26)}`;

/** Asks one command after another; answers what each was answered. */
function ask(fault: CitizenCardFault, ...commands: readonly string[]): readonly (string | null)[] {
  let chip: Chip = createChip(card, fault);
  return commands.map((command) => {
    const { chip: next, response } = answer(chip, Buffer.from(command, 'hex'));
    chip = next;
    return response === null ? null : Buffer.from(response).toString('hex').toUpperCase();
  });
}

test('a contact card corrects the length, then gives the record', () => {
  expect(ask('none', SELECT, EF06, '00B2090000', '00B2090020')).toEqual([
    '6113',
    '9000',
    '6C20',
    `${NAME}9000`,
  ]);
});

test('a contactless card answers at once, and has an ATR of its own', () => {
  expect(ask('contactless', SELECT, EF06, '00B2090000').slice(1)).toEqual(['9000', `${NAME}9000`]);
  expect(Buffer.from(atrOf(createChip(card, 'contactless'))).toString('hex')).toBe('3b80800101');
});

test('a card that announces its answers gives them when they are fetched', () => {
  expect(ask('announcesAnswers', SELECT, EF06, '00B2090020', '00C0000020').slice(2)).toEqual([
    '6120',
    `${NAME}9000`,
  ]);
});

test('a card with numbered records knows no identifiers', () => {
  expect(ask('numberedRecords', SELECT, EF06, '00B2090020', '00B2020420').slice(2)).toEqual([
    '6A86',
    `${NAME}9000`,
  ]);
});

test('nothing is read before it was selected, and nothing without a key behind the free files', () => {
  expect(ask('none', '00B2090020', EF06)).toEqual(['6986', '6A82']);
  expect(ask('none', SELECT, '00A4020002EF08', '00B2010000').slice(1)).toEqual(['9000', '6982']);
});

test('a bank card knows only its own application', () => {
  expect(ask('wrongCard', SELECT, '00A404000E315041592E5359532E4444463031')).toEqual(['6A82', '9000']);
});

test('a card switched off says so when it is selected', () => {
  expect(ask('blocked', SELECT)).toEqual(['6283']);
});

test('a card pulled in mid-read stops answering, and is well when power comes again', () => {
  const reads = ['00B2080014', '00B2090020', '00B20A0003', '00B20B0003', '00B20D0006'];
  expect(ask('pulledMidRead', SELECT, EF06, ...reads).at(-1)).toBeNull();
  expect(powerUp(createChip(card, 'none')).selected).toBe('nothing');
});

test.each([
  ['', '6700'],
  ['00A4', '6700'],
  ['80CA000000', '6E00'],
  ['00CA000000', '6D00'],
])('%s is refused with %s', (command, statusWord) => {
  expect(ask('none', command)).toEqual([statusWord]);
});
