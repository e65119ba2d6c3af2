import type { RefObject } from 'react';
import { useEffect, useRef } from 'react';
import { useSession } from '../session/session.tsx';

/** Gives what to mark an element with that gets the focus when a first token comes: the button that got it is gone then. */
export function useFocusOnToken<Element extends HTMLElement>(): RefObject<Element | null> {
  const hasToken = useSession().credential !== undefined;
  const target = useRef<Element>(null);
  const hadToken = useRef(hasToken);
  useEffect(() => {
    if (hasToken && !hadToken.current) target.current?.focus();
    hadToken.current = hasToken;
  }, [hasToken]);
  return target;
}
