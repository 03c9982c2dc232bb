/**
 * California's 58 counties and the 11 regions of their county offices of education (CCSESA).
 *
 * The regions of 49 counties were confirmed from pages of the counties and of CDE; those of regions 8, 10 and 11 follow
 * because every other region is complete.
 */

export interface County {
	/** Two digits, the first of a CDS code. */
	readonly code: string;
	readonly name: string;
	/** 1 to 11. */
	readonly region: number;
}

/** Names in the order of their codes, 01 to 58, with the region behind. */
const listed =
	"Alameda 4|Alpine 3|Amador 6|Butte 2|Calaveras 6|Colusa 3|Contra Costa 4|Del Norte 1|El Dorado 3|Fresno 7|Glenn 2|Humboldt 1|Imperial 9|Inyo 10|Kern 8|Kings 7|Lake 1|Lassen 2|Los Angeles 11|Madera 7|Marin 4|Mariposa 7|Mendocino 1|Merced 7|Modoc 2|Mono 10|Monterey 5|Napa 4|Nevada 3|Orange 9|Placer 3|Plumas 2|Riverside 10|Sacramento 3|San Benito 5|San Bernardino 10|San Diego 9|San Francisco 4|San Joaquin 6|San Luis Obispo 8|San Mateo 4|Santa Barbara 8|Santa Clara 5|Santa Cruz 5|Shasta 2|Sierra 3|Siskiyou 2|Solano 4|Sonoma 1|Stanislaus 6|Sutter 3|Tehama 2|Trinity 2|Tulare 7|Tuolumne 6|Ventura 8|Yolo 3|Yuba 3";

export const counties: readonly County[] = listed.split("|").map((entry, index) => {
	const cut = entry.lastIndexOf(" ");
	return {
		code: String(index + 1).padStart(2, "0"),
		name: entry.slice(0, cut),
		region: Number(entry.slice(cut + 1)),
	};
});

export const regionNumbers: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

const byCode: ReadonlyMap<string, County> = new Map(counties.map((county) => [county.code, county]));

/** The county of any CDS or district code; `undefined` where its first two digits are none. */
export const countyOf = (code: string): County | undefined => byCode.get(code.slice(0, 2));
