/** A PDF for the browser; no name stands in the name of the file or stays in a cache. */
export function pdfAnswer(file: Buffer, disposition = 'inline; filename="paper.pdf"'): Response {
  return new Response(new Uint8Array(file), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': disposition,
      'Cache-Control': 'no-store',
    },
  });
}
