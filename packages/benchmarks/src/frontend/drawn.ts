import { Page } from 'playwright-core';

/** What is to be seen after something was done. */
export interface Sight {
  /** The input it begins with, and the how manieth one of its kind. */
  event: 'click' | 'keydown';
  nth?: number;
  /** CSS selector of the rows that are to be seen. */
  rows: string;
  /** What the name in each of the rows holds. */
  holding?: string;
}

/** Milliseconds. */
const PATIENCE = 30_000;

/**
 * How long it takes from an input until what comes of it is painted, in milliseconds: both are
 * noticed within the page, so that the way between the browser and this process is not measured.
 *
 * @param act - makes the input, through the browser as people do
 */
export async function untilDrawn(
  page: Page,
  sight: Sight,
  act: () => Promise<void>,
): Promise<number> {
  await page.evaluate(watch, { patience: PATIENCE, ...sight });
  await act();
  return page.evaluate(
    () => (window as unknown as { drawn: Promise<number> }).drawn,
  );
}

/** How long the same took until nothing shone through the rows any more, in milliseconds. */
export function untilOpaque(page: Page): Promise<number> {
  return page.evaluate(
    () => (window as unknown as { opaque: Promise<number> }).opaque,
  );
}

/** Do the rows hold that already? */
export function areDrawn(page: Page, { rows, holding = '' }: Sight) {
  return page.evaluate(
    ([selector, text]) =>
      [...document.querySelectorAll(selector)].every(row =>
        row.textContent?.split('Registry')[0].includes(text),
      ),
    [rows, holding],
  );
}

/** Waits until nothing is on its way to a list any more. */
export async function untilQuiet(page: Page, list: string): Promise<void> {
  await page.waitForTimeout(300);
  await page.waitForSelector(`${list}[aria-busy=false]`);
}

/** Scrolls a list from its top without a pause; the times between frames, in milliseconds. */
export function framesOfScrolling(page: Page, list: string, seconds: number) {
  return page.evaluate(
    ([selector, duration]) =>
      new Promise<number[]>(done => {
        const element = document.querySelector(selector);
        const frames: number[] = [];
        let first: number | undefined;
        let last = 0;
        const onFrame = (now: number) => {
          first ??= now;
          if (now > first) {
            frames.push(now - last);
          }
          last = now;
          element?.scrollBy(0, 120);
          if (now - first < duration) {
            requestAnimationFrame(onFrame);
          } else {
            done(frames);
          }
        };
        requestAnimationFrame(onFrame);
      }),
    [list, seconds * 1_000] as const,
  );
}

function watch({
  patience,
  event,
  nth = 1,
  rows,
  holding = '',
}: Sight & { patience: number }): void {
  let onOpaque: (milliseconds: number) => void;
  const opaque = new Promise<number>(done => {
    onOpaque = done;
  });
  const drawn = new Promise<number>((done, fail) => {
    let count = 0;
    let timer: ReturnType<typeof setTimeout>;
    const onInput = ({ timeStamp }: Event) => {
      count += 1;
      if (count < nth) {
        return;
      }
      window.removeEventListener(event, onInput, true);
      const observer = new MutationObserver(() => {
        const shown = [...document.querySelectorAll(rows)];
        const isThere =
          shown.length > 0 &&
          shown.every(row =>
            // Behind the name stands that of the registry.
            row.textContent?.split('Registry')[0].includes(holding),
          );
        if (!isThere) {
          return;
        }
        observer.disconnect();
        clearTimeout(timer);
        // What is posted in a frame arrives when the frame is painted.
        const whenPainted = (then: (milliseconds: number) => void) =>
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => then(performance.now() - timeStamp);
            port2.postMessage(undefined);
          });
        const fade = (milliseconds: number) => {
          let element = document.querySelector(rows);
          while (element && getComputedStyle(element).opacity === '1') {
            element = element.parentElement;
          }
          if (element) {
            whenPainted(fade);
          } else {
            onOpaque(milliseconds);
          }
        };
        whenPainted(milliseconds => {
          done(milliseconds);
          fade(milliseconds);
        });
      });
      timer = setTimeout(() => {
        observer.disconnect();
        fail(new Error(`${rows} did not come, holding "${holding}"`));
      }, patience);
      observer.observe(document.body, {
        subtree: true,
        childList: true,
        characterData: true,
      });
    };
    window.addEventListener(event, onInput, true);
  });
  Object.assign(window, { drawn, opaque });
}
