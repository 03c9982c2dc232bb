/** Where the parts of this question stand on the page. */

export const methodId = "group-differences";
export const figureId = "groups-differences";
export const yearsFigureId = "groups-years";
export const tableId = "table-groups";
export const partsTableId = "table-groups-schools";
export const yearsTableId = "table-groups-years";
export const gradesTableId = "table-groups-grades";
