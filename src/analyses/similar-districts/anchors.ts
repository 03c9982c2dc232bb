/** Where the parts of this question stand on the page. */

export const methodId = "similar-districts";
export const figureId = "similar-results";
export const tableId = "table-similar";
export const factsTableId = "table-similar-facts";
