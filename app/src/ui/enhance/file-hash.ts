/** Compares a file in the reader's hands with a fingerprint on the page. The file goes nowhere; without this script the page asks for nothing. */
export function compareFiles(): void {
  for (const box of document.querySelectorAll<HTMLElement>('[data-sha256]')) {
    const input = box.querySelector<HTMLInputElement>('input[type=file]');
    const answer = box.querySelector<HTMLElement>('[data-same]');
    // Browsers give the hash only where the page came safely.
    if (input === null || answer === null || crypto.subtle === undefined) continue;
    box.hidden = false;
    input.addEventListener('change', () => {
      const file = input.files?.[0];
      answer.textContent = '';
      if (file === undefined) return;
      file
        .arrayBuffer()
        .then((bytes) => crypto.subtle.digest('SHA-256', bytes))
        .then((hash) => {
          const hex = [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
          answer.textContent = (hex === box.dataset.sha256 ? answer.dataset.same : answer.dataset.different) ?? '';
        })
        .catch(() => {
          answer.textContent = answer.dataset.failed ?? '';
        });
    });
  }
}
