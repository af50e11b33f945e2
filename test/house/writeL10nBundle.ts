import { writeFileSync } from 'node:fs';
import { l10nBundle } from './l10nBundle.ts';
import { projectRoot, sourceFiles } from './sourceFiles.ts';

writeFileSync(`${projectRoot}/l10n/bundle.l10n.json`, await l10nBundle(sourceFiles()));
