import { mergeHeader } from '@holdfast/auth-core';

type FieldValue = string | number | readonly string[];

/** What is used of a response of Node or of Express. */
export interface NodeResponse {
  readonly headersSent: boolean;
  getHeader(name: string): string | number | string[] | undefined;
  setHeader(name: string, value: FieldValue): unknown;
}

/** Adds header fields (names in lower case) to an answer, keeping what the application has put into lists. */
export type AddHeaders = (headers: Readonly<Record<string, string>>) => void;

/** For tRPC's Fetch adapter, which adds these fields to those of its own. */
export function fetchHeaders(answer: Headers): AddHeaders {
  return (headers) => {
    for (const name in headers) {
      const value = headers[name] as string;
      answer.set(name, mergeHeader(name, answer.get(name) ?? undefined, value));
    }
  };
}

/** For tRPC's Node adapters. Once a stream has begun, nothing is added any more. */
export function nodeHeaders(res: NodeResponse): AddHeaders {
  let keepsVary = false;
  return (headers) => {
    if (res.headersSent) return;
    for (const name in headers) {
      const value = headers[name] as string;
      res.setHeader(name, mergeHeader(name, res.getHeader(name), value));
    }
    if (!keepsVary) keepVary(res);
    keepsVary = true;
  };
}

// When they answer, these adapters set a Vary of their own in place of the one that is there.
function keepVary(res: NodeResponse): void {
  const setHeader = res.setHeader.bind(res);
  res.setHeader = (name, value) =>
    setHeader(
      name,
      name === 'vary' ? mergeHeader(name, res.getHeader(name), String(value)) : value,
    );
}
