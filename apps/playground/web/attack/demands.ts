import { fieldOf } from '../send/send.ts';
import type { Expected } from './attack.ts';
import type { Came } from './came.ts';

/** Something that an answer must have besides its status, error and reason. */
export interface Demand {
  readonly words: string;
  readonly isMetBy: (came: Came) => boolean;
}

/** Lists what an attack's answer must have besides. */
export function demandsOf({ parameters = {}, schemes, field }: Expected): readonly Demand[] {
  const demands: Demand[] = Object.entries(parameters).map(([name, value]) => ({
    words: `${name}="${value}"`,
    isMetBy: (came) => came.parameters.get(name) === value,
  }));
  if (schemes !== undefined) {
    const words = `${schemes.join(' and ')} as the only scheme${schemes.length > 1 ? 's' : ''}`;
    const isMetBy = (came: Came): boolean => came.schemes.join() === schemes.join();
    demands.push({ words, isMetBy });
  }
  if (field !== undefined) {
    const isMetBy = ({ answer }: Came): boolean => Boolean(fieldOf(answer, field.toLowerCase()));
    demands.push({ words: `the field ${field}`, isMetBy });
  }
  return demands;
}
