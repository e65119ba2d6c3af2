import { useLayoutEffect, useRef } from 'react';

/**
 * Begins every part at its top, with the focus on its heading: what was pressed to come here is gone or far away.
 *
 * @param visit changes whenever somebody comes to a part
 */
export function useArrival(visit: string): void {
  const last = useRef(visit);
  // Before the other effects, so that a part that knows a better place can take the focus there.
  useLayoutEffect(() => {
    if (visit === last.current) return;
    last.current = visit;
    window.scrollTo(0, 0);
    const heading = document.querySelector<HTMLElement>('main h1');
    if (heading === null) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }, [visit]);
}
