/** Who stands at the machine, as their card says. Lives in memory for one visit only. */
export type Person = {
  readonly document:
    | 'resident'
    | 'hmt-residence-permit'
    | 'foreigner-2017'
    | 'foreigner-2023'
    /** 社会保障卡 or 市民卡: the number is the holder's resident number. */
    | 'social-security-card';
  /** The name to address the person by: Chinese where the card has one. */
  readonly name: string;
  /** GB 11643 number, or the permanent residence number of a foreigner. */
  readonly number: string;
  readonly sex: 'male' | 'female' | 'unknown';
  /** Civil dates, YYYY-MM-DD. */
  readonly birthDate: string;
  /** Empty where the card names none. */
  readonly address: string;
  readonly validTo: string | null;
};
