import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Files a certificate is set in. Both hold every script of East Asia, so a name never prints as a box. */
export type DocumentFonts = { readonly regular: FontFace; readonly bold: FontFace };
export type FontFace = {
  readonly file: string;
  /** PostScript name of the face within the collection. */
  readonly face: string;
};

/** Where distributions put Noto Sans CJK, the first that has it wins: Debian, UOS, Kylin; Fedora, openEuler; Arch. */
const DIRECTORIES: readonly string[] = [
  '/usr/share/fonts/opentype/noto',
  '/usr/share/fonts/google-noto-cjk',
  '/usr/share/fonts/google-noto-sans-cjk-fonts',
  '/usr/share/fonts/noto-cjk',
];

/** The fonts of this machine, or null: a machine without them draws up no certificate, and says so to its operator. */
export const findDocumentFonts = (exists: (file: string) => boolean = existsSync): DocumentFonts | null => {
  for (const directory of DIRECTORIES) {
    const [regular, bold] = ['Regular', 'Bold'].map((weight) => ({
      file: join(directory, `NotoSansCJK-${weight}.ttc`),
      face: `NotoSansCJKsc-${weight}`,
    }));
    if (regular && bold && exists(regular.file) && exists(bold.file)) return { regular, bold };
  }
  return null;
};
