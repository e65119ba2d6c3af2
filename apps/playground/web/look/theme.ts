import type { CSSVariablesResolver, MantineThemeOverride } from '@mantine/core';
import { createTheme, darken } from '@mantine/core';

/** How the page looks: Mantine's defaults, with colours that have the contrast of WCAG 2.2 AA (4.5 to 1). */
export const theme: MantineThemeOverride = createTheme({
  primaryColor: 'blue',
  primaryShade: { light: 8, dark: 8 },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily: 'system-ui, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  headings: { fontWeight: '650' },
});

/** Mantine's grey of secondary text is too light on white, and so are its green and its blue on their light ones. */
export const cssVariables: CSSVariablesResolver = ({ colors }) => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': colors.gray[7],
    '--mantine-color-error': colors.red[9],
    '--mantine-color-blue-light-color': darken(colors.blue[9], 0.2),
    '--mantine-color-green-light-color': darken(colors.green[9], 0.25),
  },
  dark: { '--mantine-color-dimmed': colors.dark[1], '--mantine-color-error': colors.red[3] },
});
