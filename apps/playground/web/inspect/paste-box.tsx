import { Button, Group, Menu, Stack, Textarea } from '@mantine/core';
import type { ReactElement } from 'react';
import { useRef, useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import { Failure } from '../look/failure.tsx';
import { frameworkOf } from '../look/framework-of.ts';
import { useSession } from '../session/session.tsx';
import { useSetting } from '../setting/setting.tsx';
import type { Pasted, Sample } from './samples.ts';
import { SAMPLES } from './samples.ts';

interface PasteBoxProps {
  readonly text: string;
  readonly onChange: (pasted: Pasted) => void;
}

/** Where one pastes, or takes what is at hand. */
export function PasteBox({ text, onChange }: PasteBoxProps): ReactElement {
  const { credential } = useSession();
  const { apis } = useSetting();
  const [address] = useSearchParams();
  const [failure, setFailure] = useState<Error>();
  const box = useRef<HTMLTextAreaElement>(null);
  const show = (pasted: Pasted): void => {
    setFailure(undefined);
    onChange(pasted);
  };
  const take = ({ make }: Sample): void => {
    make({ url: `${apis[frameworkOf(address)]}/whoami`, now: Date.now() / 1000 }).then(
      show,
      setFailure,
    );
  };
  return (
    <Stack gap="xs">
      <Textarea
        ref={box}
        label="Token or proof"
        description="Also with “Bearer” or “DPoP” before it, as a header field, or broken into lines."
        value={text}
        onChange={({ currentTarget }) => show({ text: currentTarget.value })}
        autosize
        minRows={4}
        maxRows={8}
        spellCheck={false}
        autoComplete="off"
        styles={MONOSPACED}
      />
      <Group gap="xs">
        {credential === undefined ? (
          <Button size="xs" variant="default" component={Link} href="/token">
            Get a token
          </Button>
        ) : (
          <Button size="xs" variant="default" onClick={() => show({ text: credential.token })}>
            Use the current token
          </Button>
        )}
        <Menu position="bottom-start">
          <Menu.Target>
            <Button size="xs" variant="default">
              Use a sample
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {SAMPLES.map((sample) => (
              <Menu.Item key={sample.title} onClick={() => take(sample)}>
                {sample.title}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        {text !== '' && (
          <Button
            size="xs"
            variant="subtle"
            onClick={() => {
              show({ text: '' });
              box.current?.focus();
            }}
          >
            Clear
          </Button>
        )}
      </Group>
      {failure !== undefined && <Failure title="There is no sample" error={failure} />}
    </Stack>
  );
}

const MONOSPACED = { input: { fontFamily: 'var(--mantine-font-family-monospace)' } };
