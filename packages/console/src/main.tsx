import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import '@xyflow/react/dist/base.css'
import './styles/index.css'

// Earlier versions kept requests, with whom they were about, in the browser.
localStorage.removeItem('console.recent-inputs')

const queryClient = new QueryClient({
  defaultOptions: {
    // The endpoint may be this very machine: whether there is a network says nothing about it.
    queries: {
      networkMode: 'always',
      // What a service refuses it will refuse again.
      retry: (failures, error) => error.name === 'Unreachable' && failures < 2,
      retryDelay: 300,
      staleTime: 1000,
      structuralSharing: false,
    },
    mutations: { networkMode: 'always' },
  },
})

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no element with the id root.')
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
)
