import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fuzzRuns } from '../testing/fuzz-runs.ts';
import { readCitizenCard } from './read-citizen-card.ts';
import {
  ascii,
  commands,
  createPublishedCard,
  holder,
  records,
  transmitTo,
} from './testing/published-card.ts';

const runs = { numRuns: fuzzRuns(1000) };

const readFrom = async (card: (command: string) => string) => {
  const { transmit, asked } = transmitTo(card);
  return { result: await readCitizenCard<never>(transmit), asked };
};
const withRecord = (tag: string, record: string) =>
  createPublishedCard({ records: { EF06: { ...records.EF06, [tag]: record } } });

describe('a social-security card', () => {
  test('is read with the published commands, and only what a kiosk needs of it', async () => {
    const { result, asked } = await readFrom(createPublishedCard());
    expect(result).toEqual({ ok: true, value: holder });
    expect(asked).toEqual([
      commands.selectEnvironment,
      commands.selectEf05,
      ...['00B2010012', '00B2030006', '00B204000E', '00B2060006', '00B207000B'],
      commands.selectEf06,
      ...['00B2080014', '00B2090020', '00B20A0003', '00B20B0003', '00B20D0006'],
    ]);
  });

  test('that finds records only by number is read by number', async () => {
    const { result, asked } = await readFrom(createPublishedCard({ isNumbered: true }));
    expect(result).toEqual({ ok: true, value: holder });
    expect(asked.filter((command) => command.startsWith('00B2') && command.slice(6, 8) === '00')).toEqual([
      '00B2010012',
    ]);
  });

  test('of the T=0 kind has its lengths corrected and its answers fetched', async () => {
    const { result } = await readFrom(createPublishedCard({ isT0: true, isNumbered: true }));
    expect(result).toEqual({ ok: true, value: holder });
  });

  test('that selects files only with P1 = 00 is asked so', async () => {
    const { result } = await readFrom(createPublishedCard({ selectsByZero: true }));
    expect(result).toEqual({ ok: true, value: holder });
  });

  test('keeps names of minorities and rare characters', async () => {
    const uyghur = `091E${'B0A2B2B7B6C5C0ADA1A4C2F2C2F2CCE1'.padEnd(60, '0')}`;
    expect(await readFrom(withRecord('09', uyghur))).toMatchObject({
      result: { value: { name: '阿卜杜拉·买买提' } },
    });
    const rare = `091E${'CDF58139EE39'.padEnd(60, '0')}`;
    expect(await readFrom(withRecord('09', rare))).toMatchObject({ result: { value: { name: '王㐀' } } });
  });

  test('without an end of validity is valid without end', async () => {
    const endless = createPublishedCard({ records: { EF05: { ...records.EF05, '06': '0604FFFFFFFF' } } });
    expect(await readFrom(endless)).toMatchObject({ result: { value: { validTo: null } } });
  });
});

describe('told apart from a card that can be read', () => {
  test.each([
    ['a bank card, which has no such application', '6A82'],
    ['a chip that knows no SELECT', '6D00'],
    ['a chip of another class', '6E00'],
  ])('%s is the wrong card', async (_, statusWord) => {
    const { result, asked } = await readFrom(() => statusWord);
    expect(result).toEqual({ ok: false, error: { kind: 'wrong-card' } });
    expect(asked).toHaveLength(1);
  });

  test('a card its issuer has switched off is blocked', async () => {
    const { result } = await readFrom(() => '6283');
    expect(result).toEqual({ ok: false, error: { kind: 'card-blocked' } });
  });

  test.each([
    ['a number whose check character is wrong', '08', `0812${ascii('330122199701260043')}`, 'record 08'],
    ['a name that is no text', '09', `091EC0FF${'00'.repeat(27)}41`, 'record 09'],
    ['a birthday that no calendar has', '0D', '0D0419970231', 'record 0D'],
    ['a record cut short', '0D', '0D0419', 'record length'],
    ['another record than the one asked for', '0D', '0A0132', 'record 0D'],
  ])('%s is said to be unreadable, without what stands there', async (_, tag, record, detail) => {
    const { result } = await readFrom(withRecord(tag, record));
    expect(result).toEqual({ ok: false, error: { kind: 'protocol', detail } });
  });

  test('a protected record is said with its status word', async () => {
    const honest = createPublishedCard();
    const { result } = await readFrom((command) => (command.startsWith('00B208') ? '6982' : honest(command)));
    expect(result).toEqual({ ok: false, error: { kind: 'protocol', detail: 'status 6982' } });
  });
});

describe('whatever a card answers', () => {
  test('a reading ends soon, with a card or a typed fault', async () => {
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.uint8Array({ maxLength: 300 })), async (answers) => {
        let asked = 0;
        const result = await readCitizenCard<never>(async () => {
          asked += 1;
          return { ok: true, value: answers.next().value ?? new Uint8Array() };
        });
        expect(asked).toBeLessThan(400);
        if (!result.ok) expect(['wrong-card', 'card-blocked', 'protocol']).toContain(result.error.kind);
      }),
      runs,
    );
  });

  test('a card that answers plausibly for ever is not read for ever', async () => {
    const words = fc.constantFrom(
      '9000',
      '6105',
      '6C08',
      '6A83',
      '6A86',
      '6283',
      '6282',
      '01019000',
      '08016100',
    );
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(words), async (answers) => {
        let asked = 0;
        await readCitizenCard<never>(async () => {
          asked += 1;
          return { ok: true, value: Uint8Array.from(Buffer.from(answers.next().value ?? '', 'hex')) };
        });
        expect(asked).toBeLessThan(400);
      }),
      runs,
    );
  });

  test('a record holds what was written, whatever was written', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('08', '09', '0A', '0B', '0D'),
        fc.uint8Array({ maxLength: 255 }),
        async (tag, value) => {
          const record = `${tag}${value.length.toString(16).padStart(2, '0')}${Buffer.from(value).toString('hex')}`;
          const { result } = await readFrom(withRecord(tag, record));
          if (result.ok) expect(result.value).toHaveProperty('number');
          else
            expect(result.error).toMatchObject({
              kind: 'protocol',
              detail: expect.stringMatching(/^record/),
            });
        },
      ),
      runs,
    );
  });
});
