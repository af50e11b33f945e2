// `npm run docs`: writes docs/troubleshooting.md from the catalogue of causes. A test compares both.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../bed/paths.ts';
import { troubleshooting } from './troubleshooting.ts';

writeFileSync(join(root, 'docs/troubleshooting.md'), troubleshooting());
