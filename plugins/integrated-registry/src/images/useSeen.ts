import { RefObject, useEffect, useState } from 'react';

/** How far outside of the view it begins to count. */
const MARGIN = '200px';

/** Has the element been in view, or nearly? True from the beginning where the browser cannot tell. */
export function useSeen(element: RefObject<Element>): boolean {
  const canTell = typeof IntersectionObserver === 'function';
  const [seen, setSeen] = useState(!canTell);
  useEffect(() => {
    if (seen || !element.current) {
      return undefined;
    }
    const observer = new IntersectionObserver(
      entries => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) {
          setSeen(true);
        }
      },
      { rootMargin: MARGIN },
    );
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [seen, element]);
  return seen;
}
