// Those that people and models write. The full list of HTML would weigh as much as the lexer; a name that is not here stays
// as written.
const listed = `
amp & lt < gt > quot " apos ' num # lowbar _ ast * lbrack [ rbrack ] lpar ( rpar ) lbrace { rbrace } vert | grave \` bsol \\
copy © reg ® trade ™ sect § para ¶ deg ° micro µ cent ¢ pound £ yen ¥ euro € frac12 ½ frac14 ¼ frac34 ¾ sup2 ² sup3 ³
hellip … ndash – mdash — lsquo ‘ rsquo ’ sbquo ‚ ldquo “ rdquo ” bdquo „ laquo « raquo » bull • middot · dagger † check ✓
times × divide ÷ plusmn ± minus − radic √ infin ∞ asymp ≈ ne ≠ le ≤ ge ≥ sum ∑ prod ∏ int ∫ part ∂ nabla ∇ empty ∅
isin ∈ notin ∉ cap ∩ cup ∪ sub ⊂ sup ⊃ forall ∀ exist ∃ and ∧ or ∨ not ¬ larr ← uarr ↑ rarr → darr ↓ harr ↔ lArr ⇐ rArr ⇒
hArr ⇔ alpha α beta β gamma γ delta δ epsilon ε theta θ lambda λ mu μ pi π sigma σ tau τ phi φ omega ω Delta Δ Sigma Σ Omega Ω
nbsp \u00a0 ensp \u2002 emsp \u2003 thinsp \u2009 shy \u00ad`;

const named: ReadonlyMap<string, string> = new Map(
	[...listed.matchAll(/(\w+) (.)/gs)].map(([, name = '', character = '']) => [name, character]),
);

/** A text with its character references (`&lt;`, `&#60;`) replaced by what they stand for. The lexer leaves that to HTML. */
export const decodeReferences = (text: string): string =>
	text.replace(/&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|(\w+));/g, (written, decimal, hex, name) =>
		name ? (named.get(name) ?? written) : character(decimal ? Number.parseInt(decimal, 10) : Number.parseInt(hex, 16)),
	);

const character = (code: number): string =>
	code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? '\ufffd' : String.fromCodePoint(code);
