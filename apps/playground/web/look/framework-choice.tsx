import { Input, SegmentedControl } from '@mantine/core';
import type { ReactElement } from 'react';
import { useId } from 'react';
import type { Framework } from '../../server/control/protocol.ts';
import { FRAMEWORKS } from '../../server/control/protocol.ts';
import { API_NAMES } from './api-names.ts';

interface FrameworkChoiceProps {
  readonly framework: Framework;
  readonly onChoose: (framework: Framework) => void;
}

/** Lets one choose the framework whose API is called. */
export function FrameworkChoice({ framework, onChoose }: FrameworkChoiceProps): ReactElement {
  const label = useId();
  return (
    <Input.Wrapper label="Framework" labelElement="div" labelProps={{ id: label }}>
      <SegmentedControl
        display="flex"
        w="fit-content"
        data={OPTIONS}
        value={framework}
        onChange={onChoose}
        aria-labelledby={label}
      />
    </Input.Wrapper>
  );
}

const OPTIONS = FRAMEWORKS.map((value) => ({ value, label: API_NAMES[value] }));
