import { Agent, request } from 'node:http'

export interface Client {
  post(body: string, target?: string): Promise<string>
  close(): void
}

/** Nothing but HTTP over kept connections: the same for everything that is measured. */
export function createClient(url: string, connections: number): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const { hostname, port } = new URL(url)
  return {
    post: (body, target) =>
      new Promise((resolve, reject) => {
        const headers = {
          'content-type': 'application/x-amz-json-1.0',
          'content-length': Buffer.byteLength(body),
          ...(target && { 'x-amz-target': target }),
        }
        const outgoing = request({ agent, hostname, port, method: 'POST', path: '/', headers }, (response) => {
          let text = ''
          response.setEncoding('utf8')
          response.on('data', (chunk) => {
            text += chunk
          })
          response.on('end', () => (response.statusCode === 200 ? resolve(text) : reject(new Error(text))))
        })
        outgoing.on('error', reject)
        outgoing.end(body)
      }),
    close: () => agent.destroy(),
  }
}
