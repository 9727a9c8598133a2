import type { Verification } from './verification-page.ts';

/** The page a telephone shows: verdict first, then what to compare with the paper in hand. */
export const verificationHtml = (told: Verification): string => {
  const { sign, heading, english, advice } = VERDICTS[verdictOf(told)];
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>电子证明核验</title><style>${STYLE}</style></head>
<body><main class="${sign}"><p class="test">测试环境 TEST</p>
<h1>${heading}<small>${english}</small></h1><p>${advice}</p>
${told.verdict === 'unknown' ? '' : particulars(told)}
</main></body></html>
`;
};

type Known = Exclude<Verification, { verdict: 'unknown' }>;

const verdictOf = (told: Verification): keyof typeof VERDICTS =>
  told.verdict !== 'unknown' && told.file !== undefined ? told.file : told.verdict;

const particulars = (told: Known): string => `<dl>
${row('证明', 'Document', told.title['zh-CN'])}
${row('编号', 'Number', told.number)}
${row('持有人', 'Holder', `${told.holder.name} ${told.holder.number}`)}
${row('出具单位', 'Issued by', told.organisation)}
${row('出具日期', 'Issued on', told.issuedOn)}
${row('有效期至', 'Valid to', told.validTo ?? '未注明')}
</dl>
<form method="post" enctype="multipart/form-data">
<label>有电子文件？选中它，核对是否被改动 <small>Have the file? Check that nobody changed it.</small>
<input type="file" name="file" accept="application/pdf" required></label><button>核对文件</button>
</form>`;

const row = (chinese: string, english: string, value: string): string =>
  `<dt>${chinese} <small>${english}</small></dt><dd>${escapeHtml(value)}</dd>`;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (letter) => ENTITIES[letter] ?? '');

const VERDICTS = {
  valid: {
    sign: 'good',
    heading: '证明有效',
    english: 'Valid',
    advice: '请核对下面各项与您手里的证明一致。<br>Compare the lines below with the paper in your hand.',
  },
  expired: {
    sign: 'warn',
    heading: '证明已过有效期',
    english: 'Expired',
    advice: '这份证明确由下列单位出具，但已过有效期。<br>It was issued, and its term is over.',
  },
  unknown: {
    sign: 'bad',
    heading: '查无此证明',
    english: 'Unknown',
    advice: '没有出具过这份证明，请勿采信。<br>No such document was issued. Do not rely on it.',
  },
  same: {
    sign: 'good',
    heading: '文件没有被改动',
    english: 'Unchanged',
    advice: '这份文件与出具时完全相同。<br>The file is the one that was sealed.',
  },
  altered: {
    sign: 'bad',
    heading: '文件被改动过',
    english: 'Altered',
    advice: '这份文件与出具时不同，请勿采信。<br>The file differs from the one that was sealed.',
  },
} as const;

const STYLE = `body{margin:0;background:#f3f1ec;color:#1c2420;font:16px/1.6 "Noto Sans CJK SC","PingFang SC",sans-serif}
main{max-width:34rem;margin:0 auto;padding:1.5rem;background:#fff;min-height:100vh;box-sizing:border-box;border-top:.5rem solid}
.good{border-color:#2b7a4b}.warn{border-color:#b7791f}.bad{border-color:#b3261e}
h1{margin:.2em 0;font-size:1.8rem}small{color:#5d665f;font-size:.8rem;font-weight:400;margin-left:.4em}
dl{margin:1rem 0}dt{margin-top:.6rem}dd{margin:0;font-size:1.1rem;overflow-wrap:anywhere}.test{color:#b3261e;margin:0}
label{display:block}input{display:block;margin:.5rem 0}button{font:inherit;padding:.4rem 1.2rem}`;
