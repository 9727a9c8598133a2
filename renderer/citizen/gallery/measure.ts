/**
 * What one looks for on a screen, run inside the page. It stands alone: Playwright sends its source, so it
 * reaches nothing outside itself.
 */
export type Limits = {
  readonly pxPerMm: number;
  readonly targetMm: number;
  readonly gapMm: number;
  readonly capitalMm: number;
};

/** Says in words what is wrong with the screen that is shown; nothing when it is well. */
export function faultsOf({ pxPerMm, targetMm, gapMm, capitalMm }: Limits): string[] {
  /** Capital height of Noto Sans CJK SC, in em. */
  const CAPITAL_EM = 0.734;
  /** Layout is in fractions of a px. */
  const SLACK = 1;
  const faults: string[] = [];
  const called = (element: Element) =>
    `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} “${(element.textContent ?? '').trim().slice(0, 24)}”`;
  const isSeen = (element: Element) => {
    const box = element.getBoundingClientRect();
    return (
      box.width > 2 &&
      box.height > 2 &&
      !element.closest('.visually-hidden') &&
      !element.closest('[aria-hidden="true"]')
    );
  };
  const screen = document.querySelector('.screen')?.getBoundingClientRect();
  const dock = document.querySelector('.dock')?.getBoundingClientRect();
  if (!screen || !dock) return ['there is no screen with a dock'];

  const ownText = (element: Element) =>
    Array.from(element.childNodes).some(
      (node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '',
    );
  const texts = Array.from(document.querySelectorAll('.screen *')).filter(
    (element) => ownText(element) && isSeen(element),
  );
  const boxOf = (element: Element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return range.getBoundingClientRect();
  };

  for (const element of texts) {
    const box = boxOf(element);
    if (
      box.left < screen.left - SLACK ||
      box.right > screen.right + SLACK ||
      box.top < -SLACK ||
      box.bottom > screen.bottom + SLACK
    )
      faults.push(`outside the screen: ${called(element)}`);
    if (element.closest('.stage') && box.bottom > dock.top + SLACK)
      faults.push(`under the dock: ${called(element)}`);
    const holder = element.closest('button, label, .panel, .step, .row, .btn, .badge');
    const inside = holder?.getBoundingClientRect();
    if (
      holder &&
      inside &&
      (box.right > inside.right + SLACK ||
        box.left < inside.left - SLACK ||
        box.bottom > inside.bottom + SLACK ||
        box.top < inside.top - SLACK)
    )
      faults.push(`out of its ${holder.className}: ${called(element)}`);
    if (!element.closest('svg') && !element.classList.contains('mask')) {
      const size = Number.parseFloat(getComputedStyle(element).fontSize);
      if ((size * CAPITAL_EM) / pxPerMm < capitalMm - 0.03)
        faults.push(`too small (${size}px): ${called(element)}`);
    }
  }

  const overlap = (a: DOMRect, b: DOMRect) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > SLACK &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > SLACK;
  const action = document.querySelector('.action-row');
  if (action)
    for (const element of [...texts, ...document.querySelectorAll('.page-body button, .page-body label')])
      if (
        !action.contains(element) &&
        element.closest('.page') &&
        overlap(boxOf(element), action.getBoundingClientRect())
      )
        faults.push(`under the action row: ${called(element)}`);

  const targets = Array.from(document.querySelectorAll('button, label')).filter(isSeen);
  for (const target of targets) {
    const box = target.getBoundingClientRect();
    if (box.width < targetMm * pxPerMm || box.height < targetMm * pxPerMm)
      faults.push(`too small to press: ${called(target)}`);
    if (target.closest('.stage') && box.bottom > dock.top + SLACK)
      faults.push(`under the dock: ${called(target)}`);
  }
  for (const [index, one] of targets.entries())
    for (const other of targets.slice(index + 1)) {
      const a = one.getBoundingClientRect();
      const b = other.getBoundingClientRect();
      const gap = Math.max(a.left - b.right, b.left - a.right, a.top - b.bottom, b.top - a.bottom);
      if (gap < gapMm * pxPerMm)
        faults.push(`${gap.toFixed(1)}px apart: ${called(one)} and ${called(other)}`);
    }
  return [...new Set(faults)];
}
