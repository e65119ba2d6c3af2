import { useState } from 'react';
import { changeServer } from '../control/control-client.ts';
import { useSetting } from '../setting/setting.tsx';
import { probe, takeToken } from './probe.ts';
import type { StepResult } from './run-scenario.ts';
import { runScenario } from './run-scenario.ts';
import type { Scenario } from './scenarios.ts';

/** A scenario that is played, or was. */
export interface Play {
  /** How the steps went that are done. */
  readonly results: readonly StepResult[];
  readonly isRunning: boolean;
  /** Why it could not go on. */
  readonly failure?: Error | undefined;
}

/** Plays a scenario: the last one's results, and a way to play it again. */
export function useScenario({ steps }: Scenario): Play & { readonly play: () => Promise<void> } {
  const setting = useSetting();
  const [shown, setShown] = useState<Play>({ results: [], isRunning: false });

  const play = async (): Promise<void> => {
    if (shown.isRunning) return;
    const results: StepResult[] = [];
    const show = (rest: Omit<Play, 'results'>): void =>
      setShown({ results: [...results], ...rest });
    show({ isRunning: true });
    try {
      const stage = {
        change: changeServer,
        take: takeToken,
        probe: (token: Parameters<typeof probe>[1]) => probe(setting, token),
        wait: () => pause(setting.keyCache.cooldown),
      };
      for await (const result of runScenario(steps, stage)) {
        results.push(result);
        show({ isRunning: true });
      }
      show({ isRunning: false });
    } catch (error) {
      show({ isRunning: false, failure: error as Error });
    }
  };
  return { ...shown, play };
}

// A little longer: clocks and timers do not agree on the millisecond.
function pause(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000 + 100));
}
