import { useCallback, useEffect, useMemo, useState } from 'react';
import { useSetting } from '../setting/setting.tsx';
import type { HoldfastInPage, Verdict } from './holdfast-in-page.ts';
import { holdfastInPage } from './holdfast-in-page.ts';

/** What came of judging; nothing yet at first. */
export interface Judgement {
  readonly verdict?: Verdict | undefined;
  /** Holdfast could not be asked at all. */
  readonly failure?: Error | undefined;
  /** When it was judged, in seconds since the epoch. */
  readonly at: number;
}

/**
 * Judges at once, and anew when what is judged changes.
 *
 * @param judge of one identity as long as the same is judged
 * @returns the judgement, and what judges once more
 */
export function useVerdict(
  judge: (holdfast: HoldfastInPage) => Promise<Verdict>,
): readonly [Judgement | undefined, () => void] {
  const setting = useSetting();
  const holdfast = useMemo(() => holdfastInPage(setting), [setting]);
  const [judgement, setJudgement] = useState<Judgement>();

  const run = useCallback(() => {
    let isWanted = true;
    const settle = (result: Pick<Judgement, 'verdict' | 'failure'>): void => {
      if (isWanted) setJudgement({ ...result, at: Date.now() / 1000 });
    };
    judge(holdfast).then(
      (verdict) => settle({ verdict }),
      (failure: Error) => settle({ failure }),
    );
    return () => {
      isWanted = false;
    };
  }, [judge, holdfast]);

  useEffect(run, [run]);
  return [judgement, run];
}
