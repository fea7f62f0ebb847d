// Place any global data in this file.
export const SITE_TITLE = 'Moss';
export const SITE_DESCRIPTION = 'What grows on the north side.';
