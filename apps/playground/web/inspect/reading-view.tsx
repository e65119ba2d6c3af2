import { Alert, Group, List, Paper, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { useState } from 'react';
import { CopyButton } from '../look/copy-button.tsx';
import { JsonBlock } from '../look/json-block.tsx';
import { HashList } from './hash-list.tsx';
import { KINDS } from './kinds.ts';
import { CLAIMS, HEADER_MEMBERS } from './members.ts';
import { MembersTable } from './members-table.tsx';
import type { Members, Reading } from './read-pasted.ts';
import { warningsOf } from './warnings.ts';

type Form = 'explained' | 'json';

/** What a token or a proof is, and what it says. Nothing of that is verified. */
export function ReadingView({ reading }: { readonly reading: Reading }): ReactElement {
  const { title, sentence } = KINDS[reading.kind];
  const { header, claims } = reading;
  const [form, setForm] = useState<Form>('explained');
  return (
    <Paper
      component="section"
      withBorder
      p="md"
      miw={0}
      style={{ alignSelf: 'start' }}
      aria-labelledby="reading"
    >
      <div role="status">
        <Title order={2} size="h4" id="reading">
          {title}
        </Title>
        <Text size="sm" mt={4}>
          {sentence}
        </Text>
      </div>
      <Stack gap="md" mt="md">
        <Warnings reading={reading} />
        <HashList reading={reading} />
        {header !== undefined && (
          <SegmentedControl
            value={form}
            onChange={setForm}
            aria-label="Show header and claims"
            data={[
              { value: 'explained', label: 'Explained' },
              { value: 'json', label: 'As JSON' },
            ]}
          />
        )}
        {header !== undefined && <PartOfJwt name="Header" members={header} form={form} />}
        {claims !== undefined && <PartOfJwt name="Claims" members={claims} form={form} />}
      </Stack>
    </Paper>
  );
}

function Warnings({ reading }: { readonly reading: Reading }): ReactElement | null {
  const warnings = warningsOf(reading);
  if (warnings.length === 0) return null;
  return (
    <Alert
      color="orange"
      variant="light"
      title={warnings.length > 1 ? 'Warnings' : 'Warning'}
      styles={READABLE}
    >
      <List size="sm" spacing={4}>
        {warnings.map((warning) => (
          <List.Item key={warning}>{warning}</List.Item>
        ))}
      </List>
    </Alert>
  );
}

// Orange on light orange has too little contrast (WCAG 2.2, 1.4.3).
const READABLE = { title: { color: 'var(--mantine-color-text)' } };

interface PartOfJwtProps {
  readonly name: 'Header' | 'Claims';
  readonly members: Members;
  readonly form: Form;
}

function PartOfJwt({ name, members, form }: PartOfJwtProps): ReactElement {
  return (
    <div>
      <Group justify="space-between" mb={4}>
        <Title order={3} size="h5">
          {name}
        </Title>
        <CopyButton
          text={() => JSON.stringify(members, null, 2)}
          label={`Copy ${name.toLowerCase()}`}
        />
      </Group>
      {form === 'json' ? (
        <JsonBlock value={members} label={`${name} as JSON`} />
      ) : (
        <MembersTable
          name={name}
          members={members}
          meanings={name === 'Header' ? HEADER_MEMBERS : CLAIMS}
        />
      )}
    </div>
  );
}
