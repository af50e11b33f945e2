// `npm run bench`: what Latchkey costs, beside its neighbours in the same VS Code, in one run. Nothing is judged here.
import { arch, cpus, platform } from 'node:os';
import { activation } from './activation.ts';
import { loadTime } from './loadTime.ts';
import { sizes } from './sizes.ts';

console.log(`${platform()} ${arch()}, ${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}`);
await sizes();
await loadTime();
await activation();
