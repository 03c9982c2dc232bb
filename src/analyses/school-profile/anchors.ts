/** Where the profile's parts stand on the page. */

export const profileFigureId = "profile";
export const profileTableId = "table-profile";
export const unusualTableId = "table-unusual";
export const schoolAnchor = (cds: string): string => `school-${cds}`;
