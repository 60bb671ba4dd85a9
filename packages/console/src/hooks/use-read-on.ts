import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import { useEffect } from 'react'

/** Reads the pages of a list one after the other, up to `mostPages`. */
export function useReadOn(list: UseInfiniteQueryResult<InfiniteData<unknown>>, mostPages: number): void {
  const { data, hasNextPage, isFetching, isError, fetchNextPage } = list
  const pages = data?.pages.length ?? 0
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError && pages < mostPages) fetchNextPage()
  }, [hasNextPage, isFetching, isError, pages, mostPages, fetchNextPage])
}
