/** What an optimised integration adds to a result: what the SDK for Java knows of the HTTP response. */
export function sdkMetadata(headers: Record<string, string>, requestId: string, statusCode = 200) {
  const sorted = Object.entries(headers).sort(([a], [b]) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))
  return {
    SdkHttpMetadata: {
      AllHttpHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
      HttpHeaders: Object.fromEntries(sorted),
      HttpStatusCode: statusCode,
    },
    SdkResponseMetadata: { RequestId: requestId },
  }
}
