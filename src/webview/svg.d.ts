/** An icon of VS Code's own set, as the text of its file (esbuild's `text` loader). */
declare module '*.svg' {
	const text: string;
	// biome-ignore lint/style/noDefaultExport: this is how esbuild exports a text.
	export default text;
}
