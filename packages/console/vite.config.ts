import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The emulator that `vite` passes API calls to while the console itself is worked on. */
const emulator = process.env.AWS_ENDPOINT_URL ?? 'http://127.0.0.1:4566'

export default defineConfig({
  // Relative, so that the built files can be served under any path.
  base: './',
  plugins: [react()],
  build: { target: 'es2023', sourcemap: false },
  server: { host: '127.0.0.1', proxy: { '/api': { target: emulator, rewrite: (path) => path.replace('/api', '') } } },
})
