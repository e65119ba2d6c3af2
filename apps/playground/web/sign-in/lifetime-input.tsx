import { NumberInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { useState } from 'react';
import { LIFETIMES, lifetimeFrom } from './choices.ts';

interface LifetimeInputProps {
  readonly value: number;
  /** Called for lifetimes that are possible alone. */
  readonly onChange: (value: number) => void;
}

/** Asks for how long the token shall be good. */
export function LifetimeInput({ value, onChange }: LifetimeInputProps): ReactElement {
  const { shortest, longest } = LIFETIMES;
  // What one types passes through numbers that are too small.
  const [typed, setTyped] = useState<number | string>();
  return (
    <NumberInput
      label="Lifetime in seconds"
      description={`${shortest} to ${longest}`}
      min={shortest}
      max={longest}
      step={10}
      allowDecimal={false}
      maw="12rem"
      value={typed ?? value}
      onChange={(entered) => {
        setTyped(entered);
        const lifetime = lifetimeFrom(entered);
        if (lifetime !== undefined) onChange(lifetime);
      }}
      onBlur={() => setTyped(undefined)}
    />
  );
}
