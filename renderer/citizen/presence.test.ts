import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchTouches } from './presence.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const setUp = () => {
  const target = new EventTarget();
  let sentAt = Number.NEGATIVE_INFINITY;
  const onTouch = vi.fn();
  const stop = watchTouches(target, { now: () => Date.now(), sentAt: () => sentAt, onTouch });
  return {
    touch: () => target.dispatchEvent(new Event('pointerdown')),
    send: () => {
      sentAt = Date.now();
    },
    onTouch,
    stop,
  };
};

it('tells the host that somebody is there when a touch did nothing else', () => {
  const { touch, onTouch } = setUp();
  touch();
  vi.advanceTimersByTime(300);
  expect(onTouch).toHaveBeenCalledTimes(1);
});

it('stays silent when the touch pressed a button: that told it already', () => {
  const { touch, send, onTouch } = setUp();
  touch();
  vi.advanceTimersByTime(100);
  send();
  vi.advanceTimersByTime(300);
  expect(onTouch).not.toHaveBeenCalled();
});

it('tells it again only after a while, however much one touches', () => {
  const { touch, onTouch } = setUp();
  for (let tenth = 0; tenth < 30; tenth += 1) {
    touch();
    vi.advanceTimersByTime(100);
  }
  vi.advanceTimersByTime(1000);
  expect(onTouch.mock.calls.length).toBeLessThanOrEqual(2);
  expect(onTouch).toHaveBeenCalled();
});

it('stops watching when it is told to', () => {
  const { touch, stop, onTouch } = setUp();
  stop();
  touch();
  vi.advanceTimersByTime(1000);
  expect(onTouch).not.toHaveBeenCalled();
});
