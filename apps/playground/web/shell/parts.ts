import type { ReactElement } from 'react';
import { matchRoute, useLocation, useRouter } from 'wouter';
import { AttackPart } from '../attack/attack-part.tsx';
import { ComparePart } from '../compare/compare-part.tsx';
import { ExchangePart } from '../exchange/exchange-part.tsx';
import { InspectPart } from '../inspect/inspect-part.tsx';
import { OutagePart } from '../outage/outage-part.tsx';
import { RequestPart } from '../request/request-part.tsx';
import { SignInPart } from '../sign-in/sign-in-part.tsx';

/** A part of the page. */
export interface Part {
  readonly path: string;
  /** What else its address may be, as a pattern of wouter; by default the path alone. */
  readonly pattern?: string | undefined;
  readonly title: string;
  /** What one does there. */
  readonly hint: string;
  readonly Component: () => ReactElement;
}

/** The parts, in the order in which one goes through them. */
export const PARTS: readonly Part[] = [
  {
    path: '/token',
    title: 'Get a token',
    hint: 'Sign in as a user, or mint one for a machine; Bearer, or bound to a key of this browser.',
    Component: SignInPart,
  },
  {
    path: '/request',
    title: 'Request',
    hint: 'Call an API, and read what was sent, what came back, and what the API saw.',
    Component: RequestPart,
  },
  {
    path: '/attack',
    pattern: '/attack/:rest?',
    title: 'Attack',
    hint: 'Replay, forge, confuse: what an attacker would try, and what he gets.',
    Component: AttackPart,
  },
  {
    path: '/compare',
    title: 'Compare',
    hint: 'The same request, and every attack, on all four frameworks.',
    Component: ComparePart,
  },
  {
    path: '/inspect',
    title: 'Inspect',
    hint: 'Paste a token or a proof, and read what it says and what Holdfast thinks of it.',
    Component: InspectPart,
  },
  {
    path: '/exchange',
    title: 'Exchange',
    hint: 'Let the API call others in your name, and see who acts for whom.',
    Component: ExchangePart,
  },
  {
    path: '/outage',
    title: 'Outage',
    hint: 'Switch the authorization server off, change its keys, and watch the APIs.',
    Component: OutagePart,
  },
];

/** The part that an address belongs to, if it is one. */
export function usePart(): Part | undefined {
  const { parser } = useRouter();
  const [path] = useLocation();
  return PARTS.find((part) => matchRoute(parser, part.pattern ?? part.path, path)[0]);
}
