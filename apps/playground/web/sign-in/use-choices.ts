import { useSearchParams } from 'wouter';
import type { Choices } from './choices.ts';
import { choicesFrom, queryOf, scopesFor } from './choices.ts';

/** Changes some of the choices. */
export type ChangeChoices = (change: Partial<Choices>) => void;

/** The choices in the page's address, and how to change them. */
export function useChoices(): readonly [Choices, ChangeChoices] {
  const [query, setQuery] = useSearchParams();
  const choices = choicesFrom(query);
  const change: ChangeChoices = (changed) => {
    const { audience } = changed;
    // Each API has scopes of its own.
    const scopes = audience === undefined ? {} : { scopes: scopesFor(audience) };
    setQuery(queryOf({ ...choices, ...scopes, ...changed }), { replace: true });
  };
  return [choices, change];
}
