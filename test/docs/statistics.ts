/** What `cimp/stats` exports, read with TypeScript's own eyes: parameters, results and their words can't lag behind. */

import { join } from "node:path";
import ts from "typescript";
import { repository } from "../helpers/workdir.js";

export interface Field {
	readonly name: string;
	readonly type: string;
	readonly words: string;
}

export interface ExportedFunction {
	readonly name: string;
	readonly words: string;
	readonly parameters: readonly Field[];
	readonly returns: string;
	readonly throws: string;
	readonly source: string;
}

export interface ExportedShape {
	readonly name: string;
	readonly words: string;
	/** Empty for a choice of words or of other types. */
	readonly fields: readonly Field[];
	readonly is: string;
}

const path = join(repository, "src", "stats", "index.ts");
const plain = (text: string): string => text.replace(/\s+/g, " ").trim();
const firstSentence = (text: string): string => /^(.*?\.)(?:\s|$)/.exec(text)?.[1] ?? text;

function read(): { functions: ExportedFunction[]; shapes: ExportedShape[] } {
	const { options } = ts.parseJsonConfigFileContent(
		ts.readConfigFile(join(repository, "tsconfig.json"), ts.sys.readFile).config,
		ts.sys,
		repository,
	);
	const program = ts.createProgram([path], { ...options, noEmit: true });
	const checker = program.getTypeChecker();
	const file = program.getSourceFile(path);
	const module = file && checker.getSymbolAtLocation(file);
	if (module === undefined) throw new Error(`nothing is exported by ${path}`);
	const words = (symbol: ts.Symbol): string => plain(ts.displayPartsToString(symbol.getDocumentationComment(checker)));
	const typeWords = (type: ts.Type, at: ts.Node): string =>
		checker.typeToString(
			type,
			at,
			ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope,
		);
	const functions: ExportedFunction[] = [];
	const shapes: ExportedShape[] = [];
	for (const exported of checker.getExportsOfModule(module)) {
		const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
		const at = symbol.declarations?.[0];
		if (at === undefined) continue;
		if (ts.isFunctionDeclaration(at)) {
			const [signature] = checker.getTypeOfSymbolAtLocation(symbol, at).getCallSignatures();
			const tag = (name: string): string =>
				plain(
					symbol
						.getJsDocTags(checker)
						.filter((entry) => entry.name === name)
						.map((entry) => ts.displayPartsToString(entry.text).replace(/^\{[^}]*\}\s*/, ""))
						.join("; "),
				);
			functions.push({
				name: exported.name,
				words: firstSentence(words(symbol)),
				parameters: (signature?.getParameters() ?? []).map((parameter) => ({
					name: parameter.name,
					type: typeWords(checker.getTypeOfSymbolAtLocation(parameter, at), at),
					words: words(parameter),
				})),
				returns: plain(`${signature ? typeWords(signature.getReturnType(), at) : ""}: ${tag("returns")}`),
				throws: tag("throws"),
				source: tag("reference"),
			});
		} else {
			const type = checker.getDeclaredTypeOfSymbol(symbol);
			const listed = ts.isInterfaceDeclaration(at) || ts.isClassDeclaration(at);
			const own = (property: ts.Symbol): boolean =>
				property.declarations?.every((node) => node.getSourceFile().fileName.includes("/src/stats/")) ?? false;
			shapes.push({
				name: exported.name,
				words: firstSentence(words(symbol)),
				fields: listed
					? type
							.getProperties()
							.filter(own)
							.map((property) => ({
								name: `${property.name}${property.flags & ts.SymbolFlags.Optional ? "?" : ""}`,
								type: typeWords(checker.getTypeOfSymbolAtLocation(property, at), at),
								words: words(property),
							}))
					: [],
				is: ts.isTypeAliasDeclaration(at) ? plain(at.type.getText()) : "",
			});
		}
	}
	const byName = (a: { name: string }, b: { name: string }): number =>
		a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1;
	return { functions: functions.sort(byName), shapes: shapes.sort(byName) };
}

let kept: ReturnType<typeof read> | undefined;

/** Functions, and the shapes that they take and give, in alphabetical order. */
export function exportedStatistics(): ReturnType<typeof read> {
	kept ??= read();
	return kept;
}
