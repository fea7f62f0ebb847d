export const SITE_NAME = "Kiln Log";
export const HOME_OG_IMAGE_URL = "https://og.example.com/kiln.png";
