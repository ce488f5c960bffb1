import { ServerResponse } from 'node:http';

export function sendJson(
  response: ServerResponse,
  code: number,
  body: object,
): void {
  response.writeHead(code, {
    'content-type': 'application/json; charset=utf-8',
  });
  response.end(JSON.stringify(body));
}

/** OCI distribution specification 1.1, section "Error Codes". */
export function sendError(
  response: ServerResponse,
  code: number,
  errorCode: string,
  message: string,
): void {
  sendJson(response, code, { errors: [{ code: errorCode, message }] });
}
