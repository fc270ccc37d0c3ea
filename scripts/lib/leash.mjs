/**
 * Loaded before the server by `npm start`: standard input is a pipe that the launcher holds open. When it closes without
 * a word, the launcher was killed, and the server is told to stop as if by a signal. Nobody stays behind.
 */
const patienceMs = 45_000;

process.stdin.on('error', () => {});
process.stdin.once('close', () => {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), patienceMs).unref();
});
process.stdin.resume();
// The pipe alone is no reason to go on.
process.stdin.unref?.();
