import { useDidUpdate, useMediaQuery, useWindowEvent } from '@mantine/hooks';
import { useEffect, useState } from 'react';

/** The id of what the header opens; the button for it has that in `aria-controls`. */
export type Panel = 'menu' | 'log';

/** What lies beside the part, or over it where the window is too narrow for both. */
export interface Panels {
  readonly isMenuShown: boolean;
  readonly isLogShown: boolean;
  /** Whether the part cannot be seen for one of them. */
  readonly isPartCovered: boolean;
  /** Opens a panel, which closes the other, or closes it. */
  readonly toggle: (panel: Panel) => void;
}

// The widths are Mantine's sm and md, where the panels of AppShell stop covering everything.
const MENU_FITS = '(min-width: 48em)';
const LOG_FITS = '(min-width: 62em)';
const LOG_HAS_ROOM = '(min-width: 88em)';

/**
 * Opens and closes the panels. One that covers the part has the focus while it is open, and goes with Escape.
 *
 * @param visit when it changes, somebody wants to see a part, and what covers it closes
 */
export function usePanels(visit: string): Panels {
  const menuFits = useWidth(MENU_FITS);
  const logFits = useWidth(LOG_FITS);
  const logHasRoom = useWidth(LOG_HAS_ROOM);
  const usual = logHasRoom ? 'log' : undefined;
  const [open, setOpen] = useState<Panel | undefined>(usual);
  useDidUpdate(() => setOpen(usual), [logHasRoom, logFits]);
  const isPartCovered = (open === 'menu' && !menuFits) || (open === 'log' && !logFits);

  // While rendering, not in an effect: what is covered is inert, and could not take the focus yet.
  const [lastVisit, setLastVisit] = useState(visit);
  if (visit !== lastVisit) {
    setLastVisit(visit);
    if (isPartCovered) setOpen(undefined);
  }

  useEffect(() => {
    if (isPartCovered && open !== undefined) document.getElementById(open)?.focus();
  }, [isPartCovered, open]);
  useWindowEvent('keydown', ({ key, defaultPrevented }) => {
    if (key !== 'Escape' || defaultPrevented || !isPartCovered) return;
    setOpen(undefined);
    document.querySelector<HTMLElement>(`[aria-controls=${open}]`)?.focus();
  });

  return {
    isMenuShown: menuFits || open === 'menu',
    isLogShown: open === 'log',
    isPartCovered,
    toggle: (panel) => setOpen(open === panel ? undefined : panel),
  };
}

function useWidth(query: string): boolean {
  return useMediaQuery(query, undefined, { getInitialValueInEffect: false });
}
