// Before the first paint, so that a chosen colour scheme does not flash. A file, since the page runs no inline scripts.
try {
  const theme = localStorage.getItem('console.theme')
  if (theme) document.documentElement.dataset.theme = theme
} catch {}
