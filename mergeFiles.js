// esbuild puts every module that two parts share into a file of its own, and each file costs about as much to load as a
// kilobyte of code. What the entry always loads is merged into the entry here, and so is what calls and tokens always load.
// Whoever else needs some of it imports it from there, under names that tell the files apart.
const { readFileSync, rmSync, writeFileSync } = require('node:fs');
const { basename, dirname, relative } = require('node:path');
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

/** From one output to another, as an import says it. */
function fromTo(from, to) {
	const path = relative(dirname(from), to).replaceAll('\\', '/');
	return path.startsWith('.') ? path : `./${path}`;
}

const entry = 'dist/extension.mjs';
/**
 * What getting tokens loads with itself is merged too, though without itself, since others need some of that. What a prompt with a key takes
 * is a file of its own.
 */
const tokens = 'src/composeSignIn.ts';
const shared = {
	'dist/chunks/forCalls.mjs': ['src/vscode/request/requestPanels.ts', 'src/net/fetchTransport.ts'],
	'dist/chunks/forTokens.mjs': [tokens],
};

/**
 * Merges, and answers an account of the outputs as they are then.
 * @param {import('esbuild').Metafile} meta @param {import('esbuild').BuildOptions} options
 */
async function mergeFiles(meta, options) {
	const [, ...chunks] = loadedWith(meta, entry);
	let account = await merge(meta, entry, chunks, options);
	for (const [into, parts] of Object.entries(shared)) {
		account = await merge(account, into, sharedBy(account, parts), options);
	}
	return account;
}

/** Chunks that tokens take and one of the parts does too, by their sources; neither merged yet nor a part themselves. */
function sharedBy(meta, parts) {
	const { outputs } = meta;
	const loadedBy = (part) =>
		loadedWith(
			meta,
			Object.keys(outputs).find((path) => outputs[path].entryPoint === part),
		);
	const wanted = new Set(parts.flatMap(loadedBy));
	return loadedBy(tokens).filter((path) => wanted.has(path) && !(path in shared) && !outputs[path].entryPoint);
}

/** Merges chunks into a file, which may be there. */
async function merge(meta, into, chunks, options) {
	const own = meta.outputs[into];
	const exported = chunks.map((path) => {
		const names = meta.outputs[path].exports.map((name) => `${name} as ${wordOf(path)}${name}`);
		return `export{${names.join(',')}}from"./${path}";`;
	});
	const merged = await esbuild.build({
		...options,
		entryPoints: undefined,
		outdir: undefined,
		stdin: { contents: `${own ? `export*from"./${into}";` : ''}${exported.join('')}`, resolveDir: '.' },
		outfile: into,
		allowOverwrite: true,
		splitting: false,
		metafile: true,
		plugins: [{ name: 'others', setup: (build) => others(build, into, chunks) }],
	});
	const outputs = { ...meta.outputs };
	for (const path of chunks) {
		delete outputs[path];
		rmSync(path);
	}
	for (const [path, output] of Object.entries(outputs).filter(([each]) => each !== into)) {
		writeFileSync(path, importingFrom(into, readFileSync(path, 'utf8'), path, chunks));
		const imports = output.imports.map((each) => (chunks.includes(each.path) ? { ...each, path: into } : each));
		outputs[path] = { ...output, imports };
	}
	outputs[into] = {
		...Object.values(merged.metafile.outputs)[0],
		...(own?.entryPoint ? { entryPoint: own.entryPoint } : {}),
		imports: [...(own?.imports ?? []), ...chunks.flatMap((path) => meta.outputs[path].imports)].filter(
			({ path }) => !chunks.includes(path),
		),
		inputs: Object.assign({}, own?.inputs, ...chunks.map((path) => meta.outputs[path].inputs)),
	};
	return { ...meta, outputs };
}

/** What is not merged stays where it is. */
function others(build, into, chunks) {
	build.onResolve({ filter: /\.mjs$/ }, ({ path, kind, importer }) => {
		const isMerged = path.endsWith(into) || chunks.some((each) => basename(each) === basename(path));
		return isMerged && kind !== 'dynamic-import'
			? undefined
			: { path: fromTo(into, `${importer ? dirname(relative('.', importer)) : '.'}/${path}`), external: true };
	});
}

/** The code of another file, with its imports of merged ones led to where they are now. */
function importingFrom(into, code, path, chunks) {
	const merged = (file) => chunks.find((each) => basename(each) === file);
	const led = code.replace(/import\{([^{}]*)\}from"\.\/([\w-]+\.mjs)"/g, (whole, list, file) => {
		const chunk = merged(file);
		const renamed = list.split(',').map((each) => {
			const [name, as = name] = each.split(' as ');
			return `${wordOf(chunk ?? '')}${name} as ${as}`;
		});
		return chunk ? `import{${renamed.join(',')}}from"${fromTo(path, into)}"` : whole;
	});
	// An import for its effects alone, which come with the names that are imported beside it.
	return led.replace(/import"\.\/([\w-]+\.mjs)";/g, (whole, file) => (merged(file) ? '' : whole));
}

module.exports = { mergeFiles };
