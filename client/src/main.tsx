import '@fontsource-variable/atkinson-hyperlegible-next/index.css'
import './ui/tokens.css'
import './ui/ui.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'
import { onSignedOut } from './api.ts'
import { listenForShortcuts } from './keyboard.ts'
import { keys } from './queries.ts'
import { queryClient } from './query-client.ts'
import { ConsoleRoutes } from './routes.tsx'
import { useReadingSize } from './ui/reading-size.ts'
import { useTheme } from './ui/theme.ts'

// Read before the first paint, so the page never flashes in another theme or size.
useTheme.getState()
useReadingSize.getState()
listenForShortcuts()
onSignedOut(() => queryClient.setQueryData(keys.session, null))

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no root element')
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <BrowserRouter>
        <ConsoleRoutes />
      </BrowserRouter>
    </QueryClientProvider>
  </StrictMode>,
)
