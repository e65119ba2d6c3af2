import type { Framework, ServerAction } from '../../server/control/protocol.ts';
import { API_NAMES } from '../look/api-names.ts';
import type { ProbeAnswers, SampleToken } from './probe.ts';
import { answerInWords, shortKid } from './probe.ts';
import type { Must, Step } from './scenarios.ts';

/** What a scenario is played with. */
export interface Stage {
  readonly change: (action: ServerAction) => Promise<unknown>;
  /** Gives a token signed by the newest key. */
  readonly take: () => Promise<SampleToken>;
  readonly probe: (token: SampleToken) => Promise<ProbeAnswers>;
  /** Lets the cooldown pass, in which the APIs do not ask for an unknown key again. */
  readonly wait: () => Promise<void>;
}

/** How a step went. */
export interface StepResult {
  /** What came, in words; absent where there is nothing to say but that it was done. */
  readonly came?: string | undefined;
  /** Whether it is what must come; absent where nothing was sent. */
  readonly isAsExpected?: boolean | undefined;
}

/** Does the steps of a scenario, one after the other, and tells of each how it went. */
export async function* runScenario(
  steps: readonly Step[],
  stage: Stage,
): AsyncGenerator<StepResult, void> {
  let kept: SampleToken | undefined;
  const theKept = (): SampleToken => {
    if (kept === undefined) throw new Error('The scenario has taken no token.');
    return kept;
  };
  for (const step of steps) {
    switch (step.does) {
      case 'take':
        kept = await stage.take();
        yield { came: `Its key is ${shortKid(kept.kid)}.` };
        break;
      case 'wait':
        await stage.wait();
        yield {};
        break;
      case 'remove':
        await stage.change({ action: 'remove', kid: theKept().kid });
        yield { came: `Key ${shortKid(theKept().kid)} is gone.` };
        break;
      case 'send':
        yield judge(
          await stage.probe(step.token === 'kept' ? theKept() : await stage.take()),
          step.must,
        );
        break;
      default:
        await stage.change({ action: step.does });
        yield {};
    }
  }
}

/** Compares what came with what must come. */
export function judge(answers: ProbeAnswers, must: Must): StepResult {
  const all = Object.entries(answers) as Array<[Framework, ProbeAnswers[Framework]]>;
  const isAsExpected = all.every(
    ([, { status, reason, retryAfter }]) =>
      status === must.status &&
      (must.reasons === undefined || must.reasons.includes(reason ?? '')) &&
      (status === 503) === (retryAfter !== undefined),
  );
  const words = all.map(([, answer]) => answerInWords(answer));
  const came =
    new Set(words).size === 1
      ? `${words[0]} from all four`
      : all.map(([name], index) => `${API_NAMES[name]} ${words[index]}`).join('; ');
  return { came, isAsExpected };
}
