import type { Text } from '../../flows/language/text.ts';

const text = (chinese: string, english: string): Text => ({ 'zh-CN': chinese, en: english });

/** What stands on every certificate beside the item's own words. */
export const documentWords = {
  specimen: text('测试样张 不作凭证', 'TEST SPECIMEN — NOT VALID'),
  caseNo: text('办理编号', 'Case no.'),
  validTo: text('有效期至', 'Valid to'),
  /** The seal is a picture; what proves the document is the signature and the page the code leads to. */
  footer: text(
    '本证明加盖电子印章，与纸质证明同样有效。真伪以扫码核验结果为准。',
    'Issued under electronic seal. Scan the code to verify it.',
  ),
  page: (page: number, of: number): Text => text(`第${page}页，共${of}页`, `Page ${page} of ${of}`),
} as const;
