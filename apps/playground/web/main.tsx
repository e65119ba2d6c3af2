import '@mantine/core/styles.css';
import './look/page.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no element to show itself in.');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
