import type { Attack, AttackTheme } from './attack.ts';
import { FORGED } from './attacks/forged.ts';
import { MALFORMED } from './attacks/malformed.ts';
import { MISUSED } from './attacks/misused.ts';
import { RIGHTS } from './attacks/rights.ts';
import { STOLEN } from './attacks/stolen.ts';

/** All attacks, by what they go about. */
export const ATTACK_THEMES: readonly AttackTheme[] = [STOLEN, FORGED, MISUSED, MALFORMED, RIGHTS];

/** All attacks, in the order in which they are shown. */
export const ATTACKS: readonly Attack[] = ATTACK_THEMES.flatMap(({ attacks }) => attacks);
