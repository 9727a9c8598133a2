import type { Where } from '../contract/screen.ts';

/** Where somebody is who looks for an item: the home page, or a page behind it. */
export type Finding = { readonly page: 'home' } | Where;

export const AT_HOME: Finding = { page: 'home' };

/** 返回 from a page leads where it was come from. */
export const before = (finding: Finding): Finding =>
  finding.page === 'department' ? { page: 'departments' } : AT_HOME;
