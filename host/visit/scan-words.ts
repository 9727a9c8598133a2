import type { PageVerdict, ScanFault } from '../../flows/machine/contract.ts';
import { say } from './words.ts';

type Finding = { readonly title: ReturnType<typeof say>; readonly text: ReturnType<typeof say> };
const finding = (title: Finding['title'], text: Finding['text']): Finding => ({ title, text });

/** What is told of a page: what is seen on it, and what to do with the paper. A good one needs no advice. */
export const pageFindings: Readonly<Record<Exclude<PageVerdict, 'good'>, Finding>> = {
  blank: finding(
    say('这一面是空白的', 'This side is blank'),
    say('请把有字的一面朝下放，再扫一次。', 'Lay the paper text side down and scan again.'),
  ),
  'too-dark': finding(
    say('扫出来太暗', 'The picture is too dark'),
    say('请合上盖板，再扫一次。', 'Close the lid and scan again.'),
  ),
  'cut-off': finding(
    say('纸边没有扫全', 'An edge of the paper is missing'),
    say(
      '请把纸往里移，四个角都放在玻璃上，再扫一次。',
      'Move all four corners onto the glass and scan again.',
    ),
  ),
  skewed: finding(
    say('纸放歪了', 'The paper lies askew'),
    say(
      '请把纸的一角对齐玻璃的一角，再扫一次。',
      'Line up one corner with the corner of the glass and scan again.',
    ),
  ),
  blurred: finding(
    say('字迹模糊，看不清', 'The writing is blurred'),
    say('请把纸压平、合上盖板，再扫一次。', 'Press the paper flat, close the lid and scan again.'),
  ),
  faint: finding(
    say('字迹太浅', 'The writing is faint'),
    say(
      '原件就是这样，可以就用这张；不是就再扫一次。',
      'If the paper itself is faint, use this one; if not, scan again.',
    ),
  ),
};

/** Why there is no page, and what the citizen can do. */
export const scanFaults: Readonly<Record<ScanFault, Finding>> = {
  'no-document': finding(
    say('没有扫到纸', 'No paper was found'),
    say('请把纸放好，再点“开始扫描”。', 'Lay the paper down and press Scan.'),
  ),
  jammed: finding(
    say('纸卡住了', 'The paper is jammed'),
    say('请轻轻取出纸，放平后再扫；取不出请点“求助”。', 'Take it out gently and scan again, or press Help.'),
  ),
  'cover-open': finding(
    say('扫描仪没有合上', 'The scanner is open'),
    say('请合上盖板，再点“开始扫描”。', 'Close it and press Scan.'),
  ),
  busy: finding(
    say('扫描仪正忙', 'The scanner is busy'),
    say('请等几秒，再点“开始扫描”。', 'Wait a few seconds and press Scan.'),
  ),
  'half-page': finding(
    say('只扫到半页', 'Only half the page came through'),
    say('纸不用动，再点“开始扫描”。', 'Leave the paper where it is and press Scan.'),
  ),
  'too-large': finding(
    say('页数已够多，放不下了', 'There is no room for more pages'),
    say('请少扫几页，或到窗口交这份材料。', 'Scan fewer pages, or hand this paper in at the counter.'),
  ),
  timeout: finding(
    say('扫描仪没有回应', 'The scanner did not answer'),
    say('请再点“开始扫描”；还不行就点“求助”。', 'Press Scan once more, or press Help.'),
  ),
  offline: finding(
    say('扫描仪没有连上', 'The scanner is not connected'),
    say('请点“求助”，或到窗口交这份材料。', 'Press Help, or hand this paper in at the counter.'),
  ),
  'scanner-fault': finding(
    say('扫描仪出了故障', 'The scanner has a fault'),
    say('请再点“开始扫描”；还不行就点“求助”。', 'Press Scan once more, or press Help.'),
  ),
};

/** This page has been tried often enough. */
export const triedEnough = finding(
  say('已经扫了几次，还是不清楚', 'Several tries gave no clear picture'),
  say(
    '请带着这份材料到窗口办，工作人员帮您。',
    'Please take this paper to the counter; staff will help from here.',
  ),
);
