/** `npm run setup`: does all the set-up without starting anything, and returns. */
import { bootstrap } from './lib/bootstrap.mjs';
import { runCommand, say } from './lib/say.mjs';

await runCommand(async () => {
  await bootstrap();
  say('set-up is complete; "npm start" opens the product');
  return 0;
});
