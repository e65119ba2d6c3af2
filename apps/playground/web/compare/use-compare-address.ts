import { useSearchParams } from 'wouter';
import { knownParameters } from '../look/known-parameters.ts';

/** What the address of the part says: `/compare?operation=salary&with=fresh`. */
export const COMPARE_PARAMETERS = ['view', 'operation', 'with'] as const;

/** The query of the part's address. */
export interface CompareAddress {
  readonly query: URLSearchParams;
  /** Changes one parameter: the address is replaced, and nothing goes into the history. */
  readonly choose: (name: (typeof COMPARE_PARAMETERS)[number], value: string) => void;
}

/** Reads and writes the address of the part. */
export function useCompareAddress(): CompareAddress {
  const [query, setQuery] = useSearchParams();
  return {
    query,
    choose: (name, value) =>
      setQuery((known) => ({ ...knownParameters(known, COMPARE_PARAMETERS), [name]: value }), {
        replace: true,
      }),
  };
}
