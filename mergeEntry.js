// esbuild puts every module that activation shares with a part loaded later into a file of its own, and each file costs
// about as much to load as a kilobyte of code. What the entry always loads is merged into the entry here; parts loaded later import it from
// there, under names that tell the files apart.
const { readFileSync, rmSync, writeFileSync } = require('node:fs');
const { basename } = require('node:path');
const esbuild = require('esbuild');

/** Outputs loaded together with the entry, itself first. @param {import('esbuild').Metafile} meta @param {string} entry */
function loadedWith({ outputs }, entry) {
	const loaded = [entry];
	for (const path of loaded) {
		for (const { path: next, kind, external } of outputs[path].imports) {
			if (kind === 'import-statement' && !external && !loaded.includes(next)) loaded.push(next);
		}
	}
	return loaded;
}

/** `dist/chunks/chunk-XF4XZRKA.mjs` to a word that can begin a name. */
const wordOf = (path) => `${basename(path, '.mjs').replace(/\W/g, '_')}_`;

/**
 * Merges, and answers an account of the outputs as they are then.
 * @param {import('esbuild').Metafile} meta @param {string} entry @param {import('esbuild').BuildOptions} options
 */
async function mergeEntry(meta, entry, options) {
	const [, ...chunks] = loadedWith(meta, entry);
	const names = chunks.flatMap((path) =>
		meta.outputs[path].exports.map((name) => `${name} as ${wordOf(path)}${name}`).map((name) => [path, name]),
	);
	const exported = chunks.map((path) => {
		const own = names.filter(([of]) => of === path).map(([, name]) => name);
		return `export{${own.join(',')}}from"./${path}";`;
	});
	const merged = await esbuild.build({
		...options,
		entryPoints: undefined,
		outdir: undefined,
		stdin: { contents: `export*from"./${entry}";${exported.join('')}`, resolveDir: '.' },
		outfile: entry,
		allowOverwrite: true,
		splitting: false,
		metafile: true,
		plugins: [
			{
				name: 'later',
				setup: (build) =>
					build.onResolve({ filter: /\.mjs$/ }, ({ path, kind }) =>
						kind === 'dynamic-import' ? { path: `./chunks/${basename(path)}`, external: true } : undefined,
					),
			},
		],
	});
	const outputs = { ...meta.outputs };
	for (const path of chunks) {
		delete outputs[path];
		rmSync(path);
	}
	for (const [path, output] of Object.entries(outputs).filter(([each]) => each !== entry)) {
		writeFileSync(path, importingFromEntry(readFileSync(path, 'utf8'), chunks));
		const imports = output.imports.map((each) => (chunks.includes(each.path) ? { ...each, path: entry } : each));
		outputs[path] = { ...output, imports };
	}
	const { inputs, imports, entryPoint } = meta.outputs[entry];
	outputs[entry] = {
		...Object.values(merged.metafile.outputs)[0],
		entryPoint,
		imports: [...imports, ...chunks.flatMap((path) => meta.outputs[path].imports)].filter(
			({ path }) => !chunks.includes(path),
		),
		inputs: Object.assign({}, inputs, ...chunks.map((path) => meta.outputs[path].inputs)),
	};
	return { ...meta, outputs };
}

/** The code of a part loaded later, with its imports of merged files led to the entry, which is there before it. */
function importingFromEntry(code, chunks) {
	const merged = (file) => chunks.find((path) => basename(path) === file);
	const led = code.replace(/import\{([^{}]*)\}from"\.\/([\w-]+\.mjs)"/g, (whole, list, file) => {
		const chunk = merged(file);
		const renamed = list.split(',').map((each) => {
			const [name, as = name] = each.split(' as ');
			return `${wordOf(chunk ?? '')}${name} as ${as}`;
		});
		return chunk ? `import{${renamed.join(',')}}from"../extension.mjs"` : whole;
	});
	// An import for its effects alone, which the entry has had.
	return led.replace(/import"\.\/([\w-]+\.mjs)";/g, (whole, file) => (merged(file) ? '' : whole));
}

module.exports = { mergeEntry };
