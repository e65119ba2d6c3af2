import { Radio, Stack } from '@mantine/core';
import type { ReactElement } from 'react';

/** A thing to choose, with a sentence on it. */
export interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly description: string;
}

interface OneOfProps<Value extends string> {
  readonly label: string;
  readonly options: ReadonlyArray<Option<Value>>;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** Lets one choose one of a few things. */
export function OneOf<Value extends string>(props: OneOfProps<Value>): ReactElement {
  const { label, options, value, onChange } = props;
  return (
    <Radio.Group label={label} value={value} onChange={onChange}>
      <Stack gap={6} mt={6}>
        {options.map((option) => (
          <Radio
            key={option.value}
            value={option.value}
            label={option.label}
            description={option.description}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}
